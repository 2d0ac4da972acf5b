-- Sets tables and pictures for paper: columns as wide as their words need, pictures with their text.
local SHORTEST, LONGEST = 8, 36 -- characters; a longer cell is broken into lines

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

-- pandoc leaves the alternative text out of typst
function Image(picture)
  if FORMAT ~= "typst" then
    return nil
  end
  local alt = pandoc.utils.stringify(picture.caption)
  local call = "#drawing(%s, %s)"
  return pandoc.RawInline("typst", string.format(call, quoted(picture.src), quoted(alt)))
end

local function rows_of(tbl)
  local rows = pandoc.List({}) -- a list of its own: the table's rows stay where they are
  rows:extend(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    rows:extend(body.body)
  end
  return rows
end

function Table(tbl)
  local widths, total = {}, 0
  for column = 1, #tbl.colspecs do
    widths[column] = SHORTEST
    for _, row in ipairs(rows_of(tbl)) do
      local cell = row.cells[column]
      local length = cell and #pandoc.utils.stringify(cell.contents) or 0
      widths[column] = math.max(widths[column], math.min(length, LONGEST))
    end
    total = total + widths[column]
  end
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], widths[column] / total }
  end
  return tbl
end
