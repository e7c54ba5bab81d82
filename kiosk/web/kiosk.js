// The page around the kiosk: how large its letters are, no way to another page, and back by itself
// when the connection or the server has gone. The terminal itself is textual-serve's.
"use strict";

// A web or mail address on screen is there to be read and scanned, never to be followed.
window.open = () => null;
window.confirm = () => false;

const CELL = { wide: 0.6, high: 1.33 }; // of a letter's size, in Roboto Mono

function letterSize(width, height) {
  const fits = (columns, rows) =>
    Math.floor(Math.min(width / columns / CELL.wide, height / rows / CELL.high));
  const roomy = fits(100, 34);
  return Math.max(6, roomy >= 16 ? roomy : Math.min(16, fits(80, 24)));
}

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  const address = new URL("ws", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  terminal.dataset.sessionWebsocketUrl = address.href.split("?")[0];
  terminal.dataset.fontSize = letterSize(terminal.clientWidth, terminal.clientHeight);

  // On a phone the keyboard would cover half the page at each touch: it comes when asked for.
  const byFinger = window.matchMedia("(pointer: coarse)").matches;
  const keyboard = document.getElementById("keyboard");
  if (byFinger) {
    terminal.addEventListener("focusin", (event) => {
      if (!event.target.dataset.asked) event.target.inputMode = "none";
    });
    keyboard.addEventListener("click", () => {
      const line = terminal.querySelector("textarea");
      line.blur();
      line.dataset.asked = line.inputMode === "none" ? "yes" : "";
      line.inputMode = line.dataset.asked ? "text" : "none";
      line.focus();
    });
    // Letters are sized when the page opens: a phone on its side begins again.
    window.matchMedia("(orientation: portrait)").addEventListener("change", () => {
      if (window.innerWidth < 1000) window.location.reload();
    });
  }

  new MutationObserver((_changes, watch) => {
    if (!document.body.classList.contains("-closed")) return;
    watch.disconnect();
    const again = async () => {
      try {
        if ((await fetch("alive", { cache: "no-store" })).ok) return window.location.reload();
      } catch { /* the server is away: ask again */ }
      setTimeout(again, 2000);
    };
    setTimeout(again, 1000);
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
