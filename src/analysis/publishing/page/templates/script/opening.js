// Before the first chapter is painted: only that one is, until the page's own script runs. Where no
// script may run, every chapter shows.
document.documentElement.classList.add("paged", "opening");
