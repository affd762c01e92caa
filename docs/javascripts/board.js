/*
 * The wall board: on a wide screen one panel at a time, going on by itself. Without this script, on a phone and on
 * paper the panels stand below each other.
 * Space stops and goes on, arrows step, F fills the screen, D changes the colours; ?seconds=20 sets the pace.
 */
(function () {
  "use strict";

  var PACE = 15;    /* seconds that a panel stays: six figures are read in ten */
  var IDLE = 4000;  /* milliseconds without a pointer until the buttons fade */
  var COLOURS = "guatu-board-colours";

  var board = document.querySelector(".board");
  var panels = board ? Array.prototype.slice.call(board.querySelectorAll(".panel")) : [];
  if (!panels.length) return;

  var wide = window.matchMedia("(min-width: 1000px)");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var pace = seconds();
  var at = Math.max(0, panels.findIndex(function (panel) { return "#" + panel.id === location.hash; }));
  var running = !still.matches && panels.length > 1;
  var timer = 0;
  var idle = 0;

  function seconds() {
    var given = Number(new URLSearchParams(location.search).get("seconds"));
    return given >= 1 && given <= 600 ? given : PACE;
  }

  function remember(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { /* storage switched off */ }
  }

  function remembered(key) {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }

  /* ---- panels */

  function show(index) {
    at = (index + panels.length) % panels.length;
    panels.forEach(function (panel, i) { panel.classList.toggle("panel--now", i === at); });
    place.textContent = (at + 1) + "／" + panels.length;
    wait();
  }

  function wait() {
    clearTimeout(timer);
    if (running && wide.matches && !document.hidden) {
      timer = setTimeout(function () { show(at + 1); }, pace * 1000);
    }
  }

  function run(on) {
    running = on;
    pause.textContent = on ? "暂停" : "继续";
    board.classList.toggle("board--paused", !on);
    wait();
  }

  /* ---- colours and the whole screen */

  function colour(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
    colours.textContent = scheme === "slate" ? "换成浅色" : "换成深色";
  }

  function turn() {
    var next = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    colour(next);
    remember(COLOURS, next);
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(function () {});
  }

  /* ---- buttons and keys */

  function button(words, hint, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.title = hint;
    made.addEventListener("click", act);
    return controls.appendChild(made);
  }

  var controls = document.createElement("div");
  controls.className = "board__controls";
  controls.setAttribute("role", "group");
  controls.setAttribute("aria-label", "翻页");
  button("上一屏", "左箭头", function () { show(at - 1); });
  var pause = button("暂停", "空格", function () { run(!running); });
  button("下一屏", "右箭头", function () { show(at + 1); });
  var colours = button("", "D", turn);
  button("全屏", "F", fill);
  var place = document.createElement("span");
  place.className = "board__place";
  var foot = board.querySelector(".board__foot");
  foot.appendChild(controls);
  foot.appendChild(place);

  var KEYS = {
    " ": function () { run(!running); },
    ArrowRight: function () { show(at + 1); },
    ArrowDown: function () { show(at + 1); },
    PageDown: function () { show(at + 1); },
    ArrowLeft: function () { show(at - 1); },
    ArrowUp: function () { show(at - 1); },
    PageUp: function () { show(at - 1); },
    Home: function () { show(0); },
    End: function () { show(panels.length - 1); },
    f: fill,
    d: turn
  };

  document.addEventListener("keydown", function (event) {
    var act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
    var own = event.key === " " && event.target.closest("a, button");  /* a button takes its own space */
    if (!act || own || !wide.matches || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  });

  function stir() {
    board.classList.remove("board--idle");
    clearTimeout(idle);
    idle = setTimeout(function () { board.classList.add("board--idle"); }, IDLE);
  }

  ["pointermove", "keydown", "focusin"].forEach(function (kind) { document.addEventListener(kind, stir); });
  document.addEventListener("visibilitychange", wait);
  wide.addEventListener("change", wait);

  colour(remembered(COLOURS) === "default" ? "default" : "slate");
  board.classList.add("board--live");
  run(running);
  show(at);
  stir();
})();
