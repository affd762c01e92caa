/*
 * Helps for readers; every page is whole without them:
 * an article says which fact one came for, the table of all targets can be filtered, sorted and taken away, and folded lists open for print.
 */
(function () {
  "use strict";

  function make(tag, css, words) {
    var element = document.createElement(tag);
    if (css) element.className = css;
    if (words !== undefined) element.textContent = words;
    return element;
  }

  /* ---- an article: where one came from */

  function showFact() {
    var banner = document.querySelector(".gt .banner");
    if (!banner) return;
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { /* a broken address names no fact */ }
    var row = document.getElementById("f-" + id.replace(/\.[0-9]+$/, ""));
    var label = row && row.querySelector(".side__n");
    document.querySelectorAll(".side__now").forEach(function (old) { old.classList.remove("side__now"); });
    banner.hidden = !label;
    if (!label) return;
    row.classList.add("side__now");
    banner.textContent = "正在查看 " + label.textContent + "　";
    if (history.length > 1) {
      var back = make("a", "", "返回来处");
      back.href = "#top";
      back.addEventListener("click", function (event) { event.preventDefault(); history.back(); });
      banner.appendChild(back);
    }
  }

  /* ---- the table of all targets */

  var FACETS = [
    ["year", "年份", function (row) { return (/^[0-9]{4}/.exec(text(row, ".t__period")) || ["未写明"])[0]; }],
    ["owner", "单位", function (row) { return text(row, ".t__owner") || "未写明"; }],
    ["goal", "领域", function (row) { return text(row, ".t__goal") || "未归类"; }],
    ["period", "期限", function (row) { return text(row, ".t__period"); }],
    ["state", "状态", function (row) { return text(row, ".t__state"); }],
    ["unit", "计量单位", function (row) { return text(row, ".t__unit").replace(/(以上|以内)$/, "") || "无数值"; }],
    ["strength", "力度（原文用词）", function (row) { return text(row, ".t__strength").replace(/^力度\s*/, "").replace("—", "未标明"); }]
  ];
  var MOST = 12; /* values of one facet before the rest fold away */

  function text(row, selector) {
    var cell = row.querySelector(selector);
    return cell ? cell.textContent.replace(/\s+/g, " ").trim() : "";
  }

  function tableTools(box) {
    var table = box.querySelector("table");
    if (!table) return;
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, order) {
      var values = {};
      FACETS.forEach(function (facet) { values[facet[0]] = facet[2](row); });
      return { row: row, order: order, values: values };
    });
    var chosen = read();
    var sorted = { column: "", down: false };

    var side = make("details", "facets");
    side.open = window.matchMedia("(min-width: 1220px)").matches;
    side.appendChild(make("summary", "", "筛选"));
    var bar = make("div", "toolbar");
    bar.setAttribute("aria-live", "polite");
    var main = make("div", "sortable__main");
    main.appendChild(bar);
    main.appendChild(table);
    box.classList.add("sortable--on");
    box.insertBefore(side, box.firstChild);
    box.appendChild(main);
    sortHeads();
    draw();

    function read() {
      var found = {};
      var asked = new URLSearchParams(location.search);
      FACETS.forEach(function (facet) { found[facet[0]] = asked.getAll(facet[0]); });
      return found;
    }

    function write() {
      var asked = new URLSearchParams();
      FACETS.forEach(function (facet) { chosen[facet[0]].forEach(function (value) { asked.append(facet[0], value); }); });
      var query = asked.toString();
      try { history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash); } catch (error) { /* not from a folder */ }
    }

    function fits(item, except) {
      return FACETS.every(function (facet) {
        var wanted = chosen[facet[0]];
        return facet[0] === except || !wanted.length || wanted.indexOf(item.values[facet[0]]) >= 0;
      });
    }

    function toggle(key, value) {
      var at = chosen[key].indexOf(value);
      if (at < 0) chosen[key].push(value); else chosen[key].splice(at, 1);
      write();
      draw();
    }

    function draw() {
      var shown = 0;
      rows.forEach(function (item) {
        item.row.hidden = !fits(item);
        if (!item.row.hidden) shown += 1;
      });
      drawBar(shown);
      drawFacets();
    }

    function drawBar(shown) {
      bar.textContent = "";
      if (shown < rows.length) {
        var count = make("p", "toolbar__count");
        count.appendChild(make("b", "", String(shown)));
        count.appendChild(document.createTextNode(" 项 ／ 共 " + rows.length + " 项"));
        bar.appendChild(count);
      }
      var any = false;
      FACETS.forEach(function (facet) {
        chosen[facet[0]].forEach(function (value) {
          any = true;
          bar.appendChild(button("chip", facet[1].replace(/（.*/, "") + "：" + value + " ✕", function () { toggle(facet[0], value); }));
        });
      });
      if (any) {
        bar.appendChild(button("clear", "清除条件", function () {
          FACETS.forEach(function (facet) { chosen[facet[0]] = []; });
          write();
          draw();
        }));
      }
      var end = make("span", "toolbar__end");
      end.appendChild(button("box", "下载 CSV", download));
      end.appendChild(button("box", "打印", function () { window.print(); }));
      bar.appendChild(end);
    }

    function drawFacets() {
      var focus = document.activeElement && document.activeElement.getAttribute("data-facet");
      while (side.children.length > 1) side.removeChild(side.lastChild);
      FACETS.forEach(function (facet) {
        var counts = {};
        rows.forEach(function (item) {
          var value = item.values[facet[0]];
          counts[value] = (counts[value] || 0) + (fits(item, facet[0]) ? 1 : 0);
        });
        var group = make("section", "facet");
        group.appendChild(make("h3", "", facet[1]));
        var values = Object.keys(counts).sort(function (a, b) { return counts[b] - counts[a]; });
        var rest = null;
        values.forEach(function (value, i) {
          if (i === MOST && values.length > MOST + 2) {
            rest = make("details", "facet__rest");
            rest.appendChild(make("summary", "", "另有" + (values.length - MOST) + "项"));
            group.appendChild(rest);
          }
          var on = chosen[facet[0]].indexOf(value) >= 0;
          var line = button("facet__line" + (counts[value] ? "" : " facet__line--none"), "", function () { toggle(facet[0], value); });
          line.setAttribute("aria-pressed", String(on));
          line.setAttribute("data-facet", facet[0] + "=" + value);
          line.appendChild(make("span", "", value));
          line.appendChild(make("span", "facet__count", String(counts[value])));
          (rest || group).appendChild(line);
        });
        side.appendChild(group);
      });
      if (focus) {
        side.querySelectorAll("[data-facet]").forEach(function (line) {
          if (line.getAttribute("data-facet") === focus) line.focus();
        });
      }
    }

    function sortHeads() {
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head) {
        var name = head.textContent.trim();
        if (name === "依据") return;
        head.textContent = "";
        head.appendChild(button("sort", name, function () { sortBy(name, head); }));
      });
    }

    function sortBy(name, head) {
      if (sorted.column === name && sorted.down) sorted = { column: "", down: false };
      else sorted = { column: name, down: sorted.column === name };
      Array.prototype.forEach.call(head.parentNode.cells, function (cell) { cell.removeAttribute("aria-sort"); });
      if (sorted.column) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      table.classList.toggle("t--sorted", Boolean(sorted.column));
      var read = { "单位": ".t__owner", "指标": ".t__metric", "力度": ".t__strength", "状态": ".t__state", "领域": ".t__goal" }[name];
      rows.slice().sort(function (a, b) {
        var order = 0;
        if (name === "目标值") order = amount(a.row) - amount(b.row);
        else if (sorted.column && read) order = text(a.row, read).localeCompare(text(b.row, read), "zh");
        else if (sorted.column) order = a.order - b.order;
        if (!sorted.column) return a.order - b.order;
        return (sorted.down ? -order : order) || a.order - b.order;
      }).forEach(function (item) { body.appendChild(item.row); });
    }

    function amount(row) {
      var found = /[0-9]+(\.[0-9]+)?/.exec(text(row, ".t__number"));
      return found ? Number(found[0]) : -1;
    }

    function download() {
      var lines = [["单位", "指标", "目标值", "计量单位", "期限", "力度", "状态", "领域", "依据"]];
      Array.prototype.forEach.call(body.rows, function (row) {
        if (row.hidden) return;
        var source = row.querySelector(".src");
        lines.push([
          text(row, ".t__owner"), text(row, ".t__metric"), text(row, ".t__number") || text(row, ".t__words"), text(row, ".t__unit"),
          text(row, ".t__period"), text(row, ".t__strength").replace(/^力度\s*/, "").replace("—", ""), text(row, ".t__state"),
          text(row, ".t__goal"), source ? source.title : ""
        ]);
      });
      var csv = lines.map(function (cells) { return cells.map(quoted).join(","); }).join("\r\n");
      var link = make("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + csv + "\r\n"], { type: "text/csv;charset=utf-8" }));
      link.download = "目标总表.csv";
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    }
  }

  /* A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs words of an article. */
  function quoted(cell) {
    var safe = /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function button(css, words, act) {
    var made = make("button", css, words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function start() {
    showFact();
    document.querySelectorAll(".gt .sortable").forEach(tableTools);
  }

  /* What is folded away is printed all the same, also by browsers that have no style for it. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".gt .fold:not([open])").forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("hashchange", showFact);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
