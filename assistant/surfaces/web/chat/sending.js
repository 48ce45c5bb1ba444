// Runs once for each part of the page that holds buttons and forms of ours: what is pressed or changed becomes an event of the framework.
const keys = new WeakSet();
let waiting = 0;
const facts = () => Object.fromEntries(new FormData(element.querySelector("form.facts")));
element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-ask]");
  if (pressed) trigger("asked", {to: pressed.dataset.ask});
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  trigger("changed", {fields: facts()});
});
element.addEventListener("keydown", (event) => keys.add(event.target));
element.addEventListener("pointerdown", (event) => keys.delete(event.target));
element.addEventListener("change", (event) => {
  if (event.target.name === "as") trigger("turned", {mode: event.target.value});
  if (event.target.tagName !== "SELECT") return;
  clearTimeout(waiting);
  // Arrow keys pass through every choice on the way: whoever uses them is given time to reach theirs.
  waiting = setTimeout(() => trigger("changed", {fields: facts()}), keys.has(event.target) ? 900 : 0);
});
