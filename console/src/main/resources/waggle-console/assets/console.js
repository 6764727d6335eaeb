// What pages do by themselves, beside htmx: moments in the reader's zone, and what a reader has
// opened or is typing survives that a part of the page is fetched anew.
(() => {
  "use strict";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
  const other = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

  function moments(root) {
    for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
      const at = new Date(time.dateTime);
      if (isNaN(at)) continue;
      const sameDay = at.toDateString() === new Date().toDateString();
      time.dataset.local = "";
      time.textContent = (sameDay ? today : other).format(at);
      time.title = whole.format(at);
    }
    for (const place of root.querySelectorAll("[data-zone]")) place.textContent = zone;
  }

  function copies(event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    if (!text) return;
    navigator.clipboard.writeText(text.textContent).then(() => {
      const before = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = before; }, 1500);
    });
  }

  // Whoever types, selects or presses a button in a part of the page is not disturbed; the part is
  // fetched after it.
  let pressed = false;
  const busy = (part) => {
    if (pressed) return true;
    const at = document.activeElement;
    const types = part.contains(at) && at.matches("input, textarea, select");
    const selection = document.getSelection();
    return types || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
  };
  const waiting = new Set();
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.target.matches("[data-live], [data-again]")) return;
    const part = event.target.closest("[data-live]");
    if (!part || !busy(part)) return;
    event.preventDefault();
    waiting.add(part);
  });
  function later() {
    for (const part of waiting) {
      if (!part.isConnected) waiting.delete(part);
      else if (!busy(part)) {
        waiting.delete(part);
        htmx.trigger(part, "refresh");
      }
    }
  }
  document.addEventListener("focusout", () => setTimeout(later, 50));
  document.addEventListener("pointerdown", () => { pressed = true; });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      pressed = false;
      setTimeout(later, 50);
    });
  }
  document.addEventListener("selectionchange", () => { if (waiting.size) setTimeout(later, 50); });

  // Only what has an id can be found again.
  const opened = new Map();
  const filled = new Map();
  const fields = "input[id]:not([type=hidden]), textarea[id], select[id]";
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  let focused = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    // What was asked for before the press: the button would be gone before it is let go.
    const live = event.detail.requestConfig.elt.matches("[data-live], [data-again]");
    const part = live && event.detail.target.closest("[data-live]");
    if (part && pressed) {
      event.preventDefault();
      waiting.add(part);
      return;
    }
    for (const one of event.detail.target.querySelectorAll("details[id]")) opened.set(one.id, one.open);
    for (const one of event.detail.target.querySelectorAll(fields)) filled.set(one.id, isBox(one) ? one.checked : one.value);
    const at = document.activeElement;
    focused = at && at.id && event.detail.target.contains(at) ? at.id : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    moments(document);
    for (const [id, open] of opened) {
      const one = document.getElementById(id);
      if (one) one.open = open;
    }
    opened.clear();
    for (const [id, value] of filled) {
      const one = document.getElementById(id);
      if (one && isBox(one)) one.checked = value;
      else if (one) one.value = value;
    }
    filled.clear();
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    focused = null;
    document.dispatchEvent(new CustomEvent("waggle:shown", { detail: event.detail.target }));
  });

  // What could not be fetched: the page says so, keeps what it shows, and tries again. Also while
  // its stream is closed, which htmx opens again only after a while.
  const EVERY = 5000;
  const stale = document.getElementById("stale");
  let asOf = new Date();
  let streamed = true;
  function outdated(why) {
    stale.querySelector("[data-why]").textContent = why;
    stale.querySelector("[data-as-of]").textContent = today.format(asOf);
    stale.hidden = false;
  }
  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const why = answer.querySelector("[data-problem]");
    outdated(why ? why.textContent : `The worker answered with ${event.detail.xhr.status}.`);
  });
  document.addEventListener("htmx:sendError", () => outdated("The worker that made it cannot be reached. Nothing is lost: runs wait, or go on elsewhere."));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    asOf = new Date();
    stale.hidden = true;
  });
  document.addEventListener("htmx:sseError", () => { streamed = false; });
  document.addEventListener("htmx:sseOpen", () => { streamed = true; });
  setInterval(() => {
    if (!stale.hidden || !streamed) {
      for (const part of document.querySelectorAll("[data-live]")) htmx.trigger(part, "refresh");
    }
    if (document.querySelector("[data-look-again]")) {
      fetch(location.href, { method: "HEAD", credentials: "same-origin" })
        .then((answer) => { if (answer.status < 500) location.reload(); }, () => {});
    }
  }, EVERY);

  document.addEventListener("click", copies);
  // A link to what is folded up shows it.
  function unfold() {
    const at = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (at && at.tagName === "DETAILS") at.open = true;
  }
  window.addEventListener("hashchange", unfold);
  unfold();
  document.documentElement.classList.add("js");
  moments(document);
})();
