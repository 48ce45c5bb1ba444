// What the framework leaves out for people who use a keyboard or a screen reader. Loaded by the chat's page alone.
"use strict";
(() => {
  const announce = () => {
    const region = document.getElementById("announcement");
    if (region && region.getAttribute("aria-live") !== "polite") {
      region.setAttribute("role", "status");
      region.setAttribute("aria-live", "polite");
      region.setAttribute("aria-atomic", "true");
    }
  };
  const labelled = {talk: "Conversation", beside: "Facts and next steps"};
  const landmarks = () => {
    for (const [id, name] of Object.entries(labelled)) {
      const region = document.getElementById(id);
      if (region && !region.hasAttribute("role")) {
        region.setAttribute("role", "region");
        region.setAttribute("aria-label", name);
        region.setAttribute("tabindex", "-1");
      }
    }
  };
  const opens = () => {
    const button = document.querySelector("#adding .label-wrap");
    const content = document.querySelector("#adding [data-testid=accordion-content]");
    const open = String(Boolean(content) && content.style.display !== "none");
    if (button && button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
  };
  // A part of the page that was filled anew has lost the focus: it goes back to the same field, else on to the new answer.
  let field = "", settling = 0;
  document.addEventListener("focusin", (event) => { field = event.target.closest("#side") ? event.target.id : ""; });
  const refocus = () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const next = (field && document.getElementById(field)) || document.getElementById("newest");
    if (next) next.focus({preventScroll: true});
  };
  let shown = null;
  const newest = (refilled) => {
    const turn = document.getElementById("newest");
    const name = turn && turn.getAttribute("aria-label") + turn.textContent.slice(0, 400);
    if (shown !== null && refilled) {
      clearTimeout(settling);
      settling = setTimeout(refocus, 60);  // parts are emptied before they are filled
    }
    if (turn && shown !== null && name !== shown) {
      turn.scrollIntoView({block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
    }
    if (turn || shown === null) shown = turn ? name : "";
  };
  // That an answer is on its way can be seen until something of the page is filled.
  let patience = 0;
  const ready = () => { clearTimeout(patience); document.body.classList.remove("asking"); };
  const asking = (event) => {
    if (event.type === "click" && !event.target.closest("#ask, .example, [data-ask]")) return;
    document.body.classList.add("asking");
    clearTimeout(patience);
    patience = setTimeout(ready, 10000);
  };
  for (const type of ["click", "submit"]) document.addEventListener(type, asking);
  // What does not get through is said above the button that asks, until something does.
  const unsent = (words, signIn) => {
    ready();
    gotThrough();
    const line = Object.assign(document.createElement("p"), {id: "unsent", className: "error", textContent: `${words} `});
    line.setAttribute("role", "alert");
    if (signIn) line.append(Object.assign(document.createElement("a"), {href: "/signin?next=/chat/", textContent: "Sign in again"}));
    const place = document.getElementById("problem");
    if (place) place.after(Object.assign(document.createElement("div"), {className: "own", id: "unsent-line"}));
    const own = document.getElementById("unsent-line");
    if (own) own.append(line);
  };
  const gotThrough = () => { for (const line of document.querySelectorAll("#unsent-line")) line.remove(); };
  const through = window.fetch.bind(window);
  window.fetch = async (...given) => {
    try {
      const response = await through(...given);
      if (response.ok && String(given[0].url || given[0]).includes("/queue/join")) gotThrough();
      if (response.status === 401) unsent("You have been signed out, and nothing was asked.", true);
      if ([413, 429, 503].includes(response.status)) unsent("The server did not take that just now. Try again in a minute.", false);
      return response;
    } catch (error) {
      if (error.name !== "AbortError") unsent("The server cannot be reached just now. Try again in a minute.", false);
      throw error;
    }
  };
  const filled = (changes) => changes.some(({target, type}) => type === "childList" && target.closest && target.closest("#thread, #problem, #side, #announcement"));
  const all = (changes) => {
    const refilled = filled(changes);
    announce();
    landmarks();
    opens();
    newest(refilled);
    if (refilled) {
      ready();
      const facts = document.querySelector("#side form.facts");
      if (facts) facts.reset();  // what was typed gives way to what was understood
    }
  };
  new MutationObserver(all).observe(document.documentElement, {childList: true, subtree: true, attributes: true, attributeFilter: ["style"]});
  all([]);
})();
