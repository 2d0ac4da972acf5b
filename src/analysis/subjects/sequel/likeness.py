"""Similarity of two milestones: their labels, themes and sections."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

Words: TypeAlias = tuple[str, ...]

_LEVEL = " > "
_SECTION = re.compile(r"\d+(?:\.\d+)*")

# A label found in the bullet above the other is a little less than the same label.
_BULLET_ABOVE = 0.9
# Compounds are written in several ways: "bluecard-richtlijn", "bluecardrichtlijn". From 0.88 on the
# first part of a compound (0.894 here) and a plural are the same word, "opvolging" and "opleiding"
# (0.778) are not. The price: "evaluatie" and "evolutie" (0.907) are.
_SAME_WORD = 0.88
# Short words and abbreviations ("BVR", "BVO") differ in meaning when they differ in a letter.
_SHORT = 4
_IDF_OFFSET = 0.5

# A label's stage, date and funding are what changes from one plan to the next.
_CHANGING = (
    re.compile(r"\[[^\]]*\]"),  # [AHAD-RRF]
    re.compile(r"\(?\b(ag\.?\s*)?(pr|princ|def)\.*\s*goedk\.?\)?"),  # (ag. princ. goedk.)
    re.compile(r"\(?(\d{1,2}/)*\d{1,2}/\d{2,4}\)?|\b(19|20)\d\d(-\d{2,4})?\b"),  # 1/2/22, 2021-25
)
_WORD = re.compile(r"[a-z0-9+&]+")
# fmt: off
_EMPTY_WORDS = frozenset({
    "aan", "als", "b", "bij", "binnen", "d", "dat", "de", "deze", "die", "dit", "door", "een",
    "en", "er", "f", "h", "het", "i", "ieder", "ifv", "ikv", "in", "is", "k", "m", "met",
    "naar", "o", "of", "om", "op", "over", "rond", "s", "t", "te", "ter", "tot", "uit", "v",
    "van", "via", "voor", "waaronder", "worden", "wordt", "zijn",
})
# fmt: on


def words(text: str) -> Words:
    """Return the words of a label that distinguish it from others, in order.

    Case, accents, stages of approval, dates, funding tags and words without a meaning of their own
    are left out; a stage must not tell "principieel goedgekeurd" in one plan from "definitief
    goedgekeurd" in the next.

    >>> words("[AHAD] Decreet over de jobbonus (ag. pr. goedk.)")
    ('decreet', 'jobbonus')
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for pattern in _CHANGING:
        plain = pattern.sub(" ", plain)
    return tuple(word for word in _WORD.findall(plain) if word not in _EMPTY_WORDS)


class Likeness:
    """Compares texts by their words, weighted by how rare they are in a corpus.

    Parameters
    ----------
    corpus
        The texts, as words, in which the words are counted. Words that do not occur in it have no
        known rarity; SoftTFIDF passes over them.

    References
    ----------
    Cohen, W. W., Ravikumar, P. and Fienberg, S. E. (2003). A comparison of string distance metrics
    for name-matching tasks. IJCAI-03 workshop on information integration, 73-78 (SoftTFIDF).
    """

    def __init__(self, corpus: Sequence[Words]) -> None:
        vocabulary = sorted({word for text in corpus for word in text})
        self._column = {word: column for column, word in enumerate(vocabulary)}
        counts = np.zeros(len(vocabulary))
        for text in corpus:
            counts[self._columns(text)] += 1
        self._rarity = np.log((1 + len(corpus)) / (counts + _IDF_OFFSET))
        self._same = _same_words(vocabulary)

    def of(self, left: Sequence[Words], right: Sequence[Words]) -> Matrix:
        """Return the similarity of each text of `left` to each of `right`.

        The mean of two similarities that err in different ways: SoftTFIDF, which looks for shared
        rare words in any order, and rapidfuzz's token sort ratio, which punishes whatever one text
        has and the other has not.

        Returns
        -------
        ndarray
            Shape (len(left), len(right)), between 0 and 1; 0 where a text has no words.
        """
        ratio = fuzzy(left, right, fuzz.token_sort_ratio)
        return (_of_each_once(self._soft_tfidf, left, right) + ratio) / 2

    def _soft_tfidf(self, left: Sequence[Words], right: Sequence[Words]) -> Matrix:
        rows, columns = self._weights(left), self._weights(right)
        sought = np.flatnonzero(rows.any(axis=0))
        same = self._same[:, sought]
        # What a word that is sought finds in each text on the right: its own weight there, or a
        # little less of the weight of a word that is spelt nearly the same.
        found = [(same[w > 0] * w[w > 0, None]).max(axis=0, initial=0) for w in columns]
        reach = np.array(found).reshape(len(right), len(sought))
        score: Matrix = np.clip(rows[:, sought] @ reach.T, 0, 1)
        return score

    def _weights(self, texts: Sequence[Words]) -> Matrix:
        weights = np.zeros((len(texts), len(self._column)))
        for row, text in enumerate(texts):
            columns = self._columns(text)
            weights[row, columns] = self._rarity[columns]
        lengths = np.linalg.norm(weights, axis=1, keepdims=True)
        unit: Matrix = weights / np.where(lengths == 0, 1, lengths)
        return unit

    def _columns(self, text: Words) -> list[int]:
        return [self._column[word] for word in dict.fromkeys(text) if word in self._column]


def fuzzy(left: Sequence[Words], right: Sequence[Words], scorer: Callable[..., Any]) -> Matrix:
    """Return a ratio of rapidfuzz for every pair of texts.

    Returns
    -------
    ndarray
        Shape (len(left), len(right)), between 0 and 1; 0 where a text has no words, where some
        ratios of rapidfuzz call two empty texts the same.
    """

    def ratio(left: Sequence[Words], right: Sequence[Words]) -> Matrix:
        percent = process.cdist(_joined(left), _joined(right), scorer=scorer, dtype=np.float64)
        filled = np.outer([bool(text) for text in left], [bool(text) for text in right])
        ratio: Matrix = np.where(filled.reshape(percent.shape), percent / 100, 0.0)
        return ratio

    return _of_each_once(ratio, left, right)


def _of_each_once(
    compare: Callable[[Sequence[Words], Sequence[Words]], Matrix],
    left: Sequence[Words],
    right: Sequence[Words],
) -> Matrix:
    """Compare each distinct text once: many milestones share a theme."""
    (lefts, rows), (rights, columns) = _places_of(left), _places_of(right)
    return compare(lefts, rights)[np.ix_(rows, columns)]


def _places_of(texts: Sequence[Words]) -> tuple[list[Words], list[int]]:
    """Return the distinct texts, and the index among them of each text."""
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(place), [place[text] for text in texts]


def _joined(texts: Sequence[Words]) -> list[str]:
    return [" ".join(text) for text in texts]


def _same_words(vocabulary: Sequence[str]) -> Matrix:
    same: Matrix = process.cdist(  # 0 under the cutoff
        vocabulary,
        vocabulary,
        scorer=JaroWinkler.similarity,
        score_cutoff=_SAME_WORD,
        dtype=np.float64,
    )
    short = np.array([len(word) < _SHORT for word in vocabulary], dtype=bool)
    same[short, :] = same[:, short] = 0
    np.fill_diagonal(same, 1)
    return same


def label_scores(evaluated: pd.DataFrame, planned: pd.DataFrame) -> Matrix:
    """Compare the labels, also with the bullet above the other, and the bullets above both."""
    labels = _words(evaluated["label"]), _words(planned["label"])
    above = tuple(_words(frame["theme"].map(_bullet_above)) for frame in (evaluated, planned))
    themes = _words(evaluated["theme"]), _words(planned["theme"])
    likeness = Likeness([*labels[0], *labels[1], *themes[0], *themes[1]])
    whole = tuple(_both(first, then) for first, then in zip(above, labels, strict=True))
    score: Matrix = np.maximum.reduce(
        [
            likeness.of(*labels),
            _BULLET_ABOVE * likeness.of(labels[0], above[1]),
            _BULLET_ABOVE * likeness.of(whole[0], whole[1]),
        ]
    )
    return score


def theme_scores(evaluated: pd.DataFrame, planned: pd.DataFrame) -> Matrix:
    """Compare the themes; a theme contained in the other counts as the same (token set)."""
    return fuzzy(_words(evaluated["theme"]), _words(planned["theme"]), fuzz.token_set_ratio)


def shared_sections(evaluated: pd.DataFrame, planned: pd.DataFrame) -> NDArray[np.bool_]:
    """Return whether two milestones share a section, or one refers to the section of the other."""
    theirs = _places(planned)
    pairs = [
        [mine == other or mine in refers or other in refer for other, refers in theirs]
        for mine, refer in _places(evaluated)
    ]
    return np.array(pairs, dtype=bool)


def _places(milestones: pd.DataFrame) -> list[tuple[str, list[str]]]:
    references = milestones["see_also"].map(_SECTION.findall)
    return list(zip(milestones["section"], references, strict=True))


def _words(texts: pd.Series) -> list[Words]:
    each = {text: words(text) for text in texts.unique()}
    return [each[text] for text in texts]


def _both(first: Sequence[Words], then: Sequence[Words]) -> list[Words]:
    return [start + end for start, end in zip(first, then, strict=True)]


def _bullet_above(theme: str) -> str:
    """Return the bullet above a milestone; the first level is a heading, not a bullet."""
    return theme.rsplit(_LEVEL, 1)[1] if _LEVEL in theme else ""
