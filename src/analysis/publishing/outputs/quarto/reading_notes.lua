-- Puts the note and source of a figure or table in the margin of a page; on paper they follow it.
function Div(div)
  if div.classes:includes("reading-note") and quarto.doc.is_format("html") then
    div.classes:insert("column-margin")
    return div
  end
end
