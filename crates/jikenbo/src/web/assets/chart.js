// Charts of columns: tells what is pointed at, and makes each line one stop of the tab key, with arrows within it.

function columns(svg) {
  const marks = [...svg.querySelectorAll("a")];
  if (!marks.length) return;
  const readout = svg.closest(".chart").querySelector(".readout");
  const tell = (mark) => { readout.textContent = mark ? mark.getAttribute("aria-label") : ""; };
  marks.forEach((mark, n) => mark.setAttribute("tabindex", n === marks.length - 1 ? "0" : "-1"));
  const go = (mark) => {
    marks.forEach((one) => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
    mark.focus();
  };
  for (const kind of ["pointerover", "focusin"]) svg.addEventListener(kind, (event) => tell(event.target.closest("a")));
  for (const kind of ["pointerout", "focusout"]) svg.addEventListener(kind, () => tell(null));
  svg.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target.closest("a"));
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: marks.length - 1 }[event.key];
    if (at < 0 || next === undefined || !marks[next]) return;
    event.preventDefault();
    go(marks[next]);
  });
}

document.querySelectorAll("svg.columns").forEach(columns);
