-- Sets tables, pictures and key figures for paper: each column as wide as its words need.
local SHORTEST = 9 -- characters that a column is given at least
local STRAIGHT = 24 -- characters up to which a longer cell asks for a wider column, one for one
local WORD = 22 -- characters of a word up to which its column is made to hold it unbroken
local HEAD = 34 -- and in a table's head, where no word is broken
local UNBREAKABLE = 40 -- characters of a word that no line may hold whole
local ENDLESS = 400 -- characters of a word from which looking for the best lines takes minutes
local SMALL = 26 -- lines up to which a table stays on one page
local TALL = 900 -- characters of a cell that may go on on the next page
local WIDE = 626 -- points of a drawing as wide as the text: its small letters are of 8 points
local TEXT = 17.8 -- centimetres that the text is wide
local HIGH = 330 -- points on paper of a picture that may move to where it fits
local PAGE = 126 -- characters of a table's letters side by side on a page

local typst = FORMAT == "typst"

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function length(text)
  return utf8.len(text) or #text
end

-- A word longer than any real one gets places to break at.
local endless = false
local function Str(word)
  if not typst or length(word.text) <= UNBREAKABLE then
    return nil
  end
  endless = endless or length(word.text) > ENDLESS
  local parts, count = {}, 0
  for _, code in utf8.codes(word.text) do
    count = count + 1
    parts[#parts + 1] = utf8.char(code) .. (count % 10 == 0 and utf8.char(0x200B) or "")
  end
  return pandoc.Str(table.concat(parts))
end

-- How much of the text's width a drawing takes, and how many times its width it is high.
local function size_of(name)
  local file = io.open((name:gsub("%.png$", ".svg")))
  local head = file and file:read(4000) or ""
  if file then file:close() end
  local width, height = head:match('viewBox="[%d.]+ [%d.]+ ([%d.]+) ([%d.]+)"')
  if not width then return 1, 0 end
  return math.min(1, width / WIDE), height / width
end

-- In Word a picture gets its size here, or it would be as wide as the page and cut off at its foot.
-- pandoc leaves the alternative text out of typst.
-- The alternative text of a formula, which PDF/UA asks for, is its LaTeX.
local function Math(formula)
  if not typst then
    return nil
  end
  local made = pandoc.write(pandoc.Pandoc({ pandoc.Para({ formula }) }), "typst")
  local block = formula.mathtype == "DisplayMath" and "true" or "false"
  local body = made:gsub("%s+$", ""):gsub("^%$%s*", ""):gsub("%s*%$$", "")
  local call = "#math.equation(alt: %s, block: %s, $%s$)"
  return pandoc.RawInline("typst", call:format(quoted(formula.text), block, body))
end

local function Image(picture)
  if not typst then
    local part, proportion = size_of(picture.src)
    local width = math.min(TEXT * part, 21 / math.max(proportion, 0.1))
    picture.attributes.width = string.format("%.2fcm", width)
    return picture
  end
  local alt = pandoc.utils.stringify(picture.caption)
  local part = size_of(picture.src)
  local call = "#drawing(%s, %s, %.1f%%)"
  return pandoc.RawInline("typst", call:format(quoted(picture.src), quoted(alt), part * 100))
end

local function cards(list)
  local made = { "#cards(" }
  for _, item in ipairs(list.content) do
    local text = pandoc.utils.stringify(item)
    local label, value = text:match("^(.-): (.*)$")
    value = value or text
    local short, note = value:match("^(.-) %((.*)%)$")
    made[#made + 1] = string.format("(%s, %s, %s),", quoted(label or ""), quoted(short or value), quoted(note or ""))
  end
  return raw(table.concat(made, " ") .. ")")
end

-- Whether a drawing is so high that it would leave much of a page empty before it.
local function high(figure)
  local found = false
  figure:walk({
    RawInline = function(one)
      local name = one.text:match('^#drawing%("(.-)",')
      if name then
        local part, proportion = size_of(name)
        found = found or part * proportion * TEXT * 72 / 2.54 > HIGH
      end
    end,
  })
  return found
end

local function around(before, blocks, after)
  local made = pandoc.List({ raw(before) })
  made:extend(blocks)
  made:insert(raw(after))
  return made
end

local function whole(div)
  local small = false
  div:walk({ Table = function(tbl) small = small or tbl.classes:includes("small") end })
  local made = small and around("#whole[", div.content, "]") or pandoc.List(div.content)
  made:insert(1, raw("#place.flush()")) -- no figure that floats comes between the rows
  return made
end

local function Div(div)
  if not typst then
    if div.classes[1] == "remarks" or div.classes[1] == "measures" then
      div.attributes["custom-style"] = "Remark"
    end
    return div
  end
  local kind = div.classes[1]
  if kind == "cards" and div.content[1].t == "BulletList" then
    return cards(div.content[1])
  elseif kind == "remarks" then
    return around("#remarks[", div.content, "]")
  elseif kind == "measures" then
    return around("#measures[", div.content, "]")
  elseif kind == "listed" then
    return whole(div)
  elseif kind == "drawn" then
    return around(high(div.content[1]) and "#floating[" or "#drawn[", div.content, "]")
  end
end

-- On the page the report's title is the first heading, here the title stands apart. A chapter begins
-- on a page of its own, after all that floats has found its place.
local function Header(heading)
  heading.level = heading.level - 1
  if typst and heading.level == 1 and not heading.classes:includes("end") then
    return { raw("#place.flush()\n#pagebreak(weak: true)"), heading }
  end
  return heading
end

local function rows_of(tbl)
  local rows = pandoc.List({}) -- a list of its own: the table's rows stay where they are
  rows:extend(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  rows:extend(tbl.foot.rows)
  return rows
end

local function text_of(row, column)
  local cell = row.cells[column]
  return cell and pandoc.utils.stringify(cell.contents) or ""
end

local function longest_line(cell)
  local most = 0
  if cell then
    local parts = cell.contents:walk({ LineBreak = function() return pandoc.Str("\n") end })
    for line in (pandoc.utils.stringify(parts) .. "\n"):gmatch("(.-)\n") do
      most = math.max(most, length(line))
    end
  end
  return most
end

-- The widths, in characters, that hold a column's longest word, and that suit its longest line.
local function need(rows, column)
  local line, word = SHORTEST, SHORTEST - 2
  for place, row in ipairs(rows) do
    line = math.max(line, longest_line(row.cells[column]) + 2)
    for part in text_of(row, column):gmatch("[^%s%-–]+") do
      local wide = place == 1 and math.min(length(part) * 1.2, HEAD) or math.min(length(part) * 1.05, WORD)
      word = math.max(word, wide + 2)
    end
  end
  -- beyond some length a cell is broken into lines anyway: it asks for more, but ever less
  local wide = line <= STRAIGHT and line or STRAIGHT + 1.6 * (line - STRAIGHT) ^ 0.75
  return word, math.max(word, wide)
end

-- Shares of the page: every column its longest word, what is left to those that ask for more.
local function shares(rows, columns)
  local least, most, sums = {}, {}, { least = 0, more = 0 }
  for column = 1, columns do
    least[column], most[column] = need(rows, column)
    sums.least = sums.least + least[column]
    sums.more = sums.more + most[column] - least[column]
  end
  local left, widths = math.max(PAGE - sums.least, 0), {}
  for column = 1, columns do
    local more = sums.more > 0 and (most[column] - least[column]) / sums.more or 1 / columns
    widths[column] = (least[column] + left * more) / (sums.least + left)
  end
  return widths
end

-- A foot would be repeated on every page, where it would seem that page's total: it is the last row.
local function foot_into_body(tbl)
  for _, row in ipairs(tbl.foot.rows) do
    for _, cell in ipairs(row.cells) do
      for _, block in ipairs(cell.contents) do
        block.content = pandoc.Inlines({ pandoc.Strong(block.content) })
      end
    end
    tbl.bodies[#tbl.bodies].body:insert(row)
  end
  tbl.foot = pandoc.TableFoot({})
end

local function lines_of(rows, widths)
  local total = 0
  for _, row in ipairs(rows) do
    local most = 1
    for column, width in ipairs(widths) do
      most = math.max(most, math.ceil(length(text_of(row, column)) / (width * PAGE)))
    end
    total = total + most + 0.8
  end
  return total
end

local function numeric(tbl, column)
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      local cell = row.cells[column]
      if cell and cell.classes:includes("num") then
        return true
      end
    end
  end
  return false
end

-- What stands under the first line of a cell is its second thought: quieter. A very tall cell may
-- be divided over two pages, the others may not.
local function set_cells(tbl)
  local opened = pandoc.RawInline("typst", "#second[")
  for _, row in ipairs(rows_of(tbl)) do
    for _, cell in ipairs(row.cells) do
      if length(pandoc.utils.stringify(cell.contents)) > TALL then
        cell.attr.attributes["typst:breakable"] = "true"
      end
      local first = cell.contents[1]
      if first and first.content then
        local _, place = first.content:find_if(function(one) return one.t == "LineBreak" end)
        if place then
          first.content:insert(place + 1, opened)
          first.content:insert(pandoc.RawInline("typst", "]"))
        end
      end
    end
  end
end

local function Table(tbl)
  local rows = rows_of(tbl)
  local widths = shares(rows, #tbl.colspecs)
  for column = 1, #tbl.colspecs do
    local align = numeric(tbl, column) and pandoc.AlignRight or tbl.colspecs[column][1]
    tbl.colspecs[column] = { align, widths[column] }
  end
  if not typst then
    return tbl
  end
  foot_into_body(tbl)
  if lines_of(rows, widths) <= SMALL then
    tbl.classes:insert("small")
  end
  set_cells(tbl)
  return tbl
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

-- The name that pandoc gives the place of a heading: Word takes no more than 40 characters.
local function bookmark(id)
  return #id <= 40 and id or "X" .. pandoc.utils.sha1(id):sub(2)
end

-- Contents for Word: links with the number of their page, a field that Word fills in.
local function contents(blocks)
  local field = '<w:r><w:fldChar w:fldCharType="%s"%s/></w:r>'
  local parts = {
    '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Inhoud</w:t></w:r></w:p>',
  }
  local entry = '<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr><w:hyperlink w:anchor="%s">'
    .. '<w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:tab/></w:r>%s'
    .. '<w:r><w:instrText xml:space="preserve">PAGEREF %s \\h</w:instrText></w:r>%s%s</w:hyperlink></w:p>'
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= 2 then
      local text = escaped(pandoc.utils.stringify(block.content))
      local place = bookmark(block.identifier)
      local open, shut = field:format("begin", ""), field:format("end", "")
      local parted = field:format("separate", "")
      parts[#parts + 1] = entry:format(block.level, place, text, open, place, parted, shut)
    end
  end
  return pandoc.RawBlock("openxml", table.concat(parts))
end

-- Measures' cards and their headings stand in two columns, from the first to the last in a row.
local function in_columns(blocks)
  local made, run, cards = pandoc.List({}), pandoc.List({}), false
  local depth = 0
  local function close()
    made:extend(cards and around("#columns(2, gutter: 7mm)[", run, "]") or run)
    run, cards = pandoc.List({}), false
  end
  for _, block in ipairs(blocks) do
    if block.t == "RawBlock" and block.text == "#measures[" then
      depth, cards = 1, true
      run:insert(block)
    elseif depth > 0 then
      run:insert(block)
      depth = block.t == "RawBlock" and block.text == "]" and 0 or depth
    elseif block.t == "Header" and block.level > 1 then
      run:insert(block)
    else
      close()
      made:insert(block)
    end
  end
  close()
  return made
end

local function Document(doc)
  if typst then
    doc.meta.endless = endless
    doc.blocks = in_columns(doc.blocks)
  else
    doc.blocks:insert(1, contents(doc.blocks))
  end
  return doc
end

-- Divisions after their tables: a small table stays on one page with what is said of it.
return {
  { Str = Str, Math = Math, Image = Image, Header = Header, Table = Table },
  { Div = Div },
  { Pandoc = Document },
}
