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
  let shown = null;
  const newest = () => {
    const turn = document.getElementById("newest");
    const name = turn && turn.getAttribute("aria-label") + turn.textContent.slice(0, 400);
    if (turn && shown !== null && name !== shown) {
      // The button that was pressed may be gone: whoever uses a keyboard goes on from the new answer.
      if (!document.activeElement || document.activeElement === document.body) turn.focus({preventScroll: true});
      turn.scrollIntoView({block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
    }
    if (turn || shown === null) shown = turn ? name : "";
  };
  const all = () => { announce(); landmarks(); newest(); };
  new MutationObserver(all).observe(document.documentElement, {childList: true, subtree: true});
  all();
})();
