/*
 * Helps for readers; every page is whole without them:
 * an article tells of the fact that one points at and of the one that one came for, quotes can be copied with their source,
 * and what is folded away is printed all the same.
 */
(function () {
  "use strict";

  var make = window.guatuElements.make;
  var button = window.guatuElements.button;
  var REST = 150;   /* milliseconds that a pointer rests on a mark before its record is shown */
  var LEAVE = 250;  /* milliseconds to get from the mark to the record without losing it */
  var TRAIL = "guatu-trail";
  var MARKS = "guatu-marks";

  function clean(words) {
    return words.replace(/\s+/g, " ").trim();
  }

  /* What a browser remembers for a reader; one that remembers nothing is as good. */
  function remember(store, key, value) {
    try { window[store].setItem(key, value); } catch (error) { /* private window, or storage switched off */ }
  }

  function remembered(store, key) {
    try { return window[store].getItem(key); } catch (error) { return null; }
  }

  /* ---- where one came from */

  function leaveTrail(event) {
    var link = event.target.closest && event.target.closest(".gt a[href]");
    if (!link || !link.hash || link.pathname === location.pathname) return;
    var row = link.closest(".gt [id]");
    var here = location.href.replace(/#.*/, "");
    var title = clean((document.querySelector(".gt h1") || document.body).textContent).slice(0, 40);
    remember("sessionStorage", TRAIL, JSON.stringify({ to: link.href, from: here + (row ? "#" + row.id : ""), title: title }));
  }

  function trail() {
    try {
      var left = JSON.parse(remembered("sessionStorage", TRAIL) || "null");
      return left && left.to === location.href ? left : null;
    } catch (error) {
      return null;
    }
  }

  /* ---- an article: its marks, the list beside it, and the fact that one came for */

  function Reader(box) {
    this.box = box;
    this.text = box.querySelector(".text");
    this.side = box.querySelector(".side");
    this.banner = box.querySelector(".banner");
    this.popover = put(box, make("div", "popover"));
    this.popover.id = "popover";
    this.popover.setAttribute("role", "tooltip");
    this.popover.hidden = true;
    this.shown = null;
    this.timer = 0;
  }

  function put(parent, child) {
    parent.appendChild(child);
    return child;
  }

  /* The line of the list that a mark belongs to. */
  Reader.prototype.lineOf = function (mark) {
    return document.getElementById("f-" + (mark.getAttribute("data-of") || mark.id));
  };

  /* Marks around an element, the innermost first; each record once. */
  Reader.prototype.marksAround = function (element) {
    var found = [];
    var lines = [];
    for (var at = element; at && at !== this.text; at = at.parentElement) {
      var line = at.matches(".m, .m-body, .m-unused") ? this.lineOf(at) : null;
      if (line && lines.indexOf(line) < 0) {
        found.push(at);
        lines.push(line);
      }
    }
    return found;
  };

  /* The mark that a tag belongs to: beside the tag or around it. The tag's address ends in the record's id. */
  Reader.prototype.markOf = function (tag) {
    var id = tag.hash.slice(1).replace(/^f-/, "");
    var beside = [tag.previousElementSibling, tag.nextElementSibling, tag.parentElement];
    var marks = [].concat.apply([], beside.map(function (one) { return one ? this.marksAround(one) : []; }, this));
    var own = marks.filter(function (mark) { return id && (mark.getAttribute("data-of") || mark.id) === id; });
    return own[0] || marks[0] || null;
  };

  /* One record in the popover: the words of its line, or for a body its name and what is known of it. */
  function told(line) {
    var item = make("li");
    if (line.matches("a")) {
      item.appendChild(make("b", "", "单位"));
      item.appendChild(make("span", "", " " + line.textContent + " "));
      item.appendChild(make("small", "", line.title));
      return item;
    }
    Array.prototype.forEach.call(line.childNodes, function (node) {
      if (node.nodeType !== 1 || node.matches(".side__go")) return;
      var copy = node.matches("a") ? make("b", "", node.textContent) : node.cloneNode(true);
      item.appendChild(copy);
      item.appendChild(document.createTextNode(" "));
    });
    return item;
  }

  Reader.prototype.show = function (marks, point) {
    clearTimeout(this.timer);
    if (!marks.length) return;
    var list = make("ol");
    marks.slice(0, 3).forEach(function (mark) { list.appendChild(told(this.lineOf(mark))); }, this);
    this.popover.replaceChildren(list, make("p", "quiet", "点标记看记录，Esc 收起"));
    this.popover.hidden = false;
    this.place(marks[0], point);
    this.light(marks[0]);
    this.shown = marks[0];
  };

  /* Below the line of the mark that the pointer is on, above it where there is no room. */
  Reader.prototype.place = function (mark, point) {
    var rects = Array.prototype.slice.call(mark.getClientRects());
    var rect = rects.filter(function (one) { return point && point.y >= one.top - 4 && point.y <= one.bottom + 4; })[0] || rects[0];
    if (!rect) return;
    var frame = this.box.getBoundingClientRect();
    var size = this.popover.getBoundingClientRect();
    var left = Math.min(Math.max(point ? point.x - 40 : rect.left, 8), document.documentElement.clientWidth - size.width - 8);
    var below = rect.bottom + 6 + size.height < window.innerHeight;
    var top = below ? rect.bottom + 6 : Math.max(rect.top - size.height - 6, 8);
    this.popover.style.left = left - frame.left + "px";
    this.popover.style.top = top - frame.top + "px";
  };

  Reader.prototype.hide = function () {
    clearTimeout(this.timer);
    this.popover.hidden = true;
    this.light(null);
    this.shown = null;
  };

  Reader.prototype.soon = function (act, wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act.bind(this), wait);
  };

  /* The line of the list that goes with what is shown. */
  Reader.prototype.light = function (mark) {
    this.box.querySelectorAll(".side__lit").forEach(function (old) { old.classList.remove("side__lit"); });
    var line = mark && this.lineOf(mark);
    if (line) line.classList.add("side__lit");
  };

  Reader.prototype.go = function (mark) {
    var line = this.lineOf(mark);
    var link = line.matches("a") ? line : line.querySelector(".side__go");
    if (link) link.click();
    else this.openLine(line);
  };

  Reader.prototype.openLine = function (line) {
    var fold = line.closest("details");
    if (fold) fold.open = true;
    location.hash = line.id;
  };

  /* Which fact one came for, and from where: marked in text and list, and said. */
  Reader.prototype.arrive = function () {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { /* a broken address names no fact */ }
    var mark = id ? document.getElementById(id) : null;
    var line = mark && this.text.contains(mark) ? this.lineOf(mark) : null;
    this.box.querySelectorAll(".now, .side__now").forEach(function (old) { old.classList.remove("now", "side__now"); });
    this.banner.hidden = !line;
    this.banner.replaceChildren();
    if (!line) return;
    line.classList.add("side__now");
    this.pieces(mark).forEach(function (piece) { piece.classList.add("now"); });
    if (this.side.scrollHeight > this.side.clientHeight) this.side.scrollTop = line.offsetTop - this.side.clientHeight / 3;
    this.say(line);
  };

  /* A mark that others cut in two: its pieces stand in the same paragraph. */
  Reader.prototype.pieces = function (mark) {
    var of = mark.getAttribute("data-of") || mark.id;
    return Array.prototype.filter.call(mark.closest("[id^='p']").querySelectorAll("[data-of]"), function (piece) {
      return !piece.id && piece.getAttribute("data-of") === of && piece !== mark;
    });
  };

  Reader.prototype.say = function (line) {
    var left = trail();
    var label = line.querySelector(".side__n, .unused__words");
    var figure = line.querySelector(".side__figure");
    var name = line.querySelector(".side__words");
    var said = [label, name && name.firstChild, figure].filter(Boolean).map(function (one) { return clean(one.textContent); }).join(" ");
    this.banner.appendChild(document.createTextNode((left ? "由“" + left.title.replace(/“/g, "‘").replace(/”/g, "’") + "”转来，" : "") + "正在查看 " + said + "　"));
    if (!left) return;
    var back = make("a", "", "返回");
    back.href = left.from;
    this.banner.appendChild(back);
  };

  Reader.prototype.markSwitch = function () {
    var box = this.box;
    var legend = this.text.querySelector(".legend");
    var made = button("box", "标记", function () { turn(made.getAttribute("aria-pressed") !== "true"); });
    function turn(on) {
      made.setAttribute("aria-pressed", String(on));
      made.textContent = on ? "标记：开" : "标记：关";
      box.classList.toggle("reader--plain", !on);
      remember("localStorage", MARKS, on ? "on" : "off");
    }
    turn(remembered("localStorage", MARKS) !== "off");
    legend.insertBefore(make("span", "legend__switch"), legend.firstChild).appendChild(made);
  };

  Reader.prototype.listen = function () {
    var reader = this;
    this.text.addEventListener("pointerover", function (event) {
      if (event.pointerType === "touch" || reader.box.matches(".reader--plain")) return;
      var tag = event.target.closest(".tag");
      var mark = tag && reader.markOf(tag);
      var marks = mark ? [mark] : reader.marksAround(event.target);
      if (marks.length) reader.soon(function () { reader.show(marks, { x: event.clientX, y: event.clientY }); }, REST);
      else if (reader.shown) reader.soon(reader.hide, LEAVE);
    });
    this.text.addEventListener("pointerleave", function () { reader.soon(reader.hide, LEAVE); });
    this.popover.addEventListener("pointerenter", function () { clearTimeout(reader.timer); });
    this.popover.addEventListener("pointerleave", function () { reader.soon(reader.hide, LEAVE); });
    this.text.addEventListener("focusin", function (event) {
      var tag = event.target.closest(".tag");
      var mark = tag && tag.matches(":focus-visible") && reader.markOf(tag);
      if (!mark) return;
      reader.show([mark]);
      tag.setAttribute("aria-describedby", "popover");
    });
    this.text.addEventListener("focusout", function (event) {
      event.target.removeAttribute("aria-describedby");
      reader.hide();
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape" && reader.shown) reader.hide(); });
    this.text.addEventListener("click", function (event) { reader.click(event); });
    window.addEventListener("hashchange", function () { reader.arrive(); });
  };

  /* A click goes to the record; on glass the first touch shows it and the second one goes. */
  Reader.prototype.click = function (event) {
    if (event.target.closest("a, button") || this.box.matches(".reader--plain") || String(getSelection())) return;
    var marks = this.marksAround(event.target);
    if (!marks.length) return this.hide();
    if (event.pointerType === "touch" && this.shown !== marks[0]) return this.show(marks, { x: event.clientX, y: event.clientY });
    this.go(marks[0]);
  };

  /* ---- quotes with their source, in one click */

  function quoted(row) {
    var link = row.nextElementSibling.querySelector(".src");
    var said = clean(row.textContent) + (row.matches(".told") ? "（转述）" : "");
    return said + "——" + row.getAttribute("data-cite") + "。" + link.href;
  }

  function copy(words) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(words).catch(function () { return copyByHand(words); });
    }
    return copyByHand(words);
  }

  /* From a folder or over plain http a browser has no clipboard to write to, but copies what is selected. */
  function copyByHand(words) {
    var field = make("textarea", "offstage");
    var before = document.activeElement;
    field.value = words;
    field.readOnly = true;
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    if (before && before.focus) before.focus();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function copyButtons() {
    var rows = document.querySelectorAll(".gt [data-cite]");
    if (!rows.length) return;
    var status = put(document.querySelector(".gt"), make("p", "offstage"));
    status.setAttribute("role", "status");
    rows.forEach(function (row) {
      var line = row.nextElementSibling;
      if (!line || !line.matches(".from")) return;
      var made = button("copy", "复制引文", function () {
        copy(quoted(row)).then(function () { answer("已复制"); }, function () { answer("没有复制成，请选中后复制"); });
      });
      function answer(words) {
        made.textContent = words;
        status.textContent = words + "：" + clean(row.textContent).slice(0, 20);
        setTimeout(function () { made.textContent = "复制引文"; status.textContent = ""; }, 2500);
      }
      line.appendChild(document.createTextNode(" "));
      line.appendChild(made);
    });
  }

  function start() {
    var box = document.querySelector(".gt .reader");
    if (box) {
      var reader = new Reader(box);
      reader.markSwitch();
      reader.listen();
      reader.arrive();
    }
    copyButtons();
    document.querySelectorAll(".gt .print-page").forEach(function (place) {
      place.appendChild(button("box", "打印本页", function () { window.print(); }));
    });
    document.addEventListener("click", leaveTrail, true);
  }

  /* What is folded away is printed all the same, also by browsers that have no style for it. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".gt .fold:not([open])").forEach(function (fold) { fold.open = true; });
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
