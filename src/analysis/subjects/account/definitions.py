"""Definitions in plain Dutch of every statistic of the report, with sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """The meaning of a term of the report, for a reader without statistics, and its source."""

    term: str
    meaning: str
    source: str


_OURS = "keuze van deze monitor"
_PLAN = "het ondernemingsplan"

DEFINITIONS = (
    Definition(
        "Gerealiseerd",
        "Een mijlpaal met de status ‘gerealiseerd’. Al het andere is niet gerealiseerd, ook wat op "
        "schema loopt. Mijlpalen zonder status of ‘niet van toepassing’ tellen niet mee.",
        _OURS,
    ),
    Definition(
        "Gehaald aandeel",
        "De gerealiseerde mijlpalen gedeeld door alle met een status die van toepassing is: wat "
        "geteld is, zonder schatting.",
        _OURS,
    ),
    Definition(
        "Interval van een aandeel",
        "De waarden die bij deze aantallen nog aannemelijk zijn: hoe minder mijlpalen, hoe breder. "
        "Het rekent alsof mijlpalen onafhankelijk zijn en is daardoor eerder te smal.",
        "Wilson (1927); Brown, Cai en DasGupta (2001)",
    ),
    Definition(
        "Geschat aandeel",
        "Het gehaalde aandeel, naar het gemiddelde van soortgelijke onderdelen getrokken: des te "
        "meer naarmate er minder mijlpalen zijn. Zo springt een onderdeel niet op door één "
        "mijlpaal. Het geschatte gemiddelde gaat over onderdelen, niet over mijlpalen.",
        "Gelman e.a. (2013), Bayesian Data Analysis, 5.3",
    ),
    Definition(
        "Ontwerpeffect",
        "Hoeveel minder mijlpalen zeggen doordat die van één project samen slagen of haperen. Bij "
        "2 zeggen honderd mijlpalen evenveel als vijftig onafhankelijke.",
        "Rao en Scott (1992)",
    ),
    Definition(
        "Verschil met de andere hoofdstukken",
        "Het aandeel van een hoofdstuk min dat van alle andere van zijn soort samen (beleid, of "
        "organisatie en inspectie), met een interval; of het toeval kan zijn, zegt de exacte "
        "toets. De twee soorten worden niet vermengd: organisatieprojecten lopen over meer jaren.",
        "Newcombe (1998); Fisher (1935)",
    ),
    Definition(
        "Correctie voor het aantal vergelijkingen",
        "Wie veel vergelijkt, vindt altijd iets. De p-waarden zijn verhoogd, zodat één vals alarm "
        "in de hele reeks de gemelde kans heeft.",
        "Holm (1979)",
    ),
    Definition(
        "p-waarde",
        "De kans op een verschil van minstens deze grootte als er in werkelijkheid geen is. Een "
        "kleine waarde zegt dat het geen toeval is, niet dat het belangrijk is.",
        "Fisher (1935)",
    ),
    Definition(
        "Samenhang met bijkomend en gefinancierd",
        "Een logistisch model met hoofdstuk, bijkomend of niet, en financiering. Het gemelde "
        "cijfer is het gemiddelde verschil in kans, de rest gelijk gehouden: samenhang, geen "
        "oorzaak.",
        "Agresti (2013), Categorical Data Analysis, 5.1 en 6.5",
    ),
    Definition(
        "Opvolger",
        "De geplande mijlpaal die het best bij een lopende past, op woorden, thema en onderdeel, "
        "één op één toegewezen. ‘Geen opvolger gevonden’ is een vraag om na te kijken.",
        "Kuhn (1955); drempels gekozen op met de hand gekoppelde paren",
    ),
    Definition(
        "Ophoping in een kwartaal",
        "Elke mijlpaal telt in het laatste kwartaal waarin ze gepland is. Getoetst wordt of de "
        "vier kwartalen even vol kunnen zijn; het te verplaatsen deel zegt hoe ver ze daarvan af "
        "zijn.",
        "Pearson (1900); Hoover (1936)",
    ),
    Definition(
        "Verwachting",
        "Hoeveel geplande mijlpalen gerealiseerd worden als elk hoofdstuk het even goed doet als "
        "vorig jaar, zijn kans getrokken naar het gemiddelde van de hoofdstukken van zijn soort. "
        "Het interval rekent op verschuivingen zoals tussen gewone jaren; een breuk, zoals een "
        "hervorming, zit er niet in.",
        "bèta-binomiaal model; Gelman e.a. (2013); Czado, Gneiting en Held (2009)",
    ),
    Definition(
        "Trede van een norm",
        "Boven, op, tot 10 procentpunt onder of meer dan 10 procentpunt onder het streefdoel. Het "
        "plan zegt ‘10 %’; dit rapport leest dat als procentpunt. Precies 10 telt als de mildste "
        "trede van die twee.",
        _PLAN,
    ),
    Definition(
        "Verandering van de normen",
        "Het gemiddelde verschil tussen twee jaren, elke maatregel één keer geteld, met een "
        "interval door herhaald trekken en een toets op rangen.",
        "Wilcoxon (1945); Pratt (1959); Efron (1987)",
    ),
    Definition(
        "VAK en VEK",
        "Vastleggingskrediet: wat mag worden beloofd. Vereffeningskrediet: wat mag worden betaald. "
        "Een verandering gaat hier van wat vorig jaar vastgelegd is naar wat nu mag.",
        _PLAN,
    ),
    Definition(
        "Bijdrage aan de verandering",
        "Het verschil van één maatregel gedeeld door de totale realisatie. De bijdragen tellen op "
        "tot de verandering van het totaal.",
        "rekenkunde",
    ),
    Definition(
        "Even grote maatregelen",
        "Met hoeveel gelijke maatregelen het geld even geconcentreerd zou zijn: één gedeeld door "
        "de som van de gekwadrateerde aandelen.",
        "Hirschman (1964)",
    ),
    Definition(
        "Verhouding van dossiers of Pro Justitia",
        "Het aantal van dit jaar gedeeld door dat van vorig jaar, met een exact interval voor "
        "tellingen. Campagnes schommelen meer dan dat: de vraag is ‘meer dan telruis’.",
        "Przyborowski en Wilenski (1940); Fay (2010)",
    ),
    Definition(
        "Lege cel",
        "In de tabel van de inspectie is een lege cel geen nul: ze telt in een som niet mee, zodat "
        "de sommen kloppen met de totalen van het plan, en wordt met niets vergeleken. In de tabel "
        "van de budgetten is ze een post zonder geld in dat jaar.",
        _OURS,
    ),
    Definition(
        "Dossiers zonder hoofdstuk",
        "De inspectie controleert ook kernprocessen die het plan aan geen doelstelling koppelt. Ze "
        "tellen mee in het totaal, maar in geen enkel hoofdstuk; de hoofdstukken tellen er dus "
        "niet toe op.",
        _PLAN,
    ),
    Definition(
        "Punten van aandacht",
        "Elk signaal vergelijkt één waarde van het plan met één drempel en geeft punten. De punten "
        "worden opgeteld; niets is gewogen of geleerd.",
        _OURS,
    ),
)
