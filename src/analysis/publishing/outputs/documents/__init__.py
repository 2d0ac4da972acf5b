"""What the PDF and the Word document share: the manuscript, its front matter, pandoc and typst."""
