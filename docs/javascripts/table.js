/*
 * Tables of targets: filters with counts, words, sorting, and files of exactly what is shown. Without this the table is whole.
 *
 * What a row says is read once, into numbers; after that a choice is one pass over arrays, and only the rows that a reader
 * can see are put into the page. So a table of thousands of rows answers as fast as one of fifty.
 */
(function () {
  "use strict";

  var make = window.guatuElements.make;
  var button = window.guatuElements.button;
  var STEP = 16;     /* rows that are put into the page at once: about a screen; more follow by themselves */
  var WHOLE = 300;   /* a table up to this length is put there whole */
  var FEW = 4;       /* a table shorter than this has nothing to choose from */
  var MOST = 12;     /* choices of one facet before the rest fold away */
  var LEISURE = 250; /* milliseconds after the last choice before the address is written */

  /* Key in the address, name, and what a row says of it. */
  var FACETS = [
    ["year", "年份", function (said) { return (said.end || said.start).slice(0, 4) || "未写明"; }],
    ["kind", "单位类别", function (said) { return said.kind || "未写明"; }],
    ["owner", "单位", function (said) { return said.owner || "未写明"; }],
    ["goal", "领域", function (said) { return said.goal || "未归类"; }],
    ["period", "期限", function (said) { return said.period; }],
    ["state", "状态", function (said) { return said.state; }],
    ["unit", "计量单位", function (said) { return said.value === null ? "无数值" : said.unit || "比值"; }],
    ["strength", "力度（原文用词）", function (said) { return said.strength || "未标明"; }]
  ];

  /* Head of a column → its key in the address and what it is sorted by; null stands at the end either way. */
  var SORTS = {
    "单位": ["owner", function (item) { return item.said.owner || null; }],
    "指标": ["metric", function (item) { return item.said.metric || null; }],
    "目标值": ["value", function (item) { return item.said.value; }],
    "期限": ["period", function (item) { return item.said.end || item.said.start || null; }],
    "力度": ["strength", function (item) { return item.said.strength || null; }],
    "状态": ["state", function (item) { return item.said.state || null; }],
    "领域": ["goal", function (item) { return item.said.goal || null; }]
  };

  /* Heads of the files, widths of their columns in a workbook, and their cells. */
  var COLUMNS = [
    ["编号", 16, function (said) { return said.id; }],
    ["单位", 24, function (said) { return said.owner; }],
    ["单位类别", 10, function (said) { return said.kind; }],
    ["指标", 30, function (said) { return said.metric; }],
    ["目标值", 16, function (said) { return said.figure; }],
    ["数值", 10, function (said) { return said.value === null ? "" : said.value; }],
    ["计量单位", 10, function (said) { return said.unit; }],
    ["期限", 16, function (said) { return said.period; }],
    ["起", 12, function (said) { return said.start; }],
    ["止", 12, function (said) { return said.end; }],
    ["力度", 8, function (said) { return said.strength; }],
    ["状态", 20, function (said) { return said.state; }],
    ["领域", 12, function (said) { return said.goal; }],
    ["依据", 60, function (said, sources) { return distinct(sources.map(function (one) { return one.words; })).join("｜"); }],
    ["原句地址", 40, function (said, sources) { return sources.length ? sources[0].address : ""; }]
  ];

  /* ---- small helps */

  function put(parent) {
    for (var i = 1; i < arguments.length; i += 1) parent.appendChild(arguments[i]);
    return parent;
  }

  function clean(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  function distinct(values) {
    return Array.from(new Set(values));
  }

  /* For comparing words: small letters, the forms of ASCII. */
  function plain(text) {
    return text.toLowerCase().replace(/[\uff01-\uff5e]/g, function (wide) { return String.fromCharCode(wide.charCodeAt(0) - 0xfee0); });
  }

  function afterPaint(act) {
    if (document.hidden) act(); else requestAnimationFrame(function () { setTimeout(act, 0); });
  }

  function leisurely(act) {
    if (window.requestIdleCallback) window.requestIdleCallback(act); else setTimeout(act, 50);
  }

  /* ---- what a row says */

  function cellsOf(row) {
    var found = {};
    Array.prototype.forEach.call(row.cells, function (cell) {
      var name = /\bt__([a-z]+)/.exec(cell.className);
      if (!name) return;
      /* beside a metric stands what another source says; that is no part of its name */
      found[name[1]] = clean(name[1] === "metric" && cell.firstChild ? cell.firstChild.textContent : cell.textContent);
    });
    return found;
  }

  function read(row, order, of) {
    var cells = cellsOf(row);
    var value = row.getAttribute("data-value");
    var days = (row.getAttribute("data-days") || "/").split("/").map(function (day) { return day === ".." ? "" : day; });
    var said = {
      id: row.id,
      owner: cells.owner === undefined ? of.owner : cells.owner,
      kind: row.getAttribute("data-kind") || "",
      metric: cells.metric,
      figure: cells.words || (cells.number || "") + (cells.unit || ""),
      value: value === null ? null : Number(value),
      unit: row.getAttribute("data-unit") || "",
      period: cells.period,
      start: days[0],
      end: days[1],
      strength: cells.strength.replace(/^力度 /, "").replace("—", ""),
      state: cells.state,
      goal: cells.goal || row.getAttribute("data-goal") || of.goal
    };
    var text = [said.owner, said.kind, said.metric, said.figure, said.period, said.strength, said.state, said.goal, cells.source];
    return { row: row, order: order, said: said, text: plain(text.join(" ")) };
  }

  /* Only files need them: read when one is asked for. */
  function sourcesOf(item) {
    return Array.prototype.map.call(item.row.querySelectorAll(".src, .ev"), function (link) {
      return { words: link.title, address: link.href };
    });
  }

  /* ---- one facet: its choices, which of them are on, and how many rows each would leave */

  function Facet(plan, items) {
    var index = new Map();
    var codes = new Uint16Array(items.length);
    items.forEach(function (item, at) {
      var value = plan[2](item.said);
      if (!index.has(value)) index.set(value, index.size);
      codes[at] = index.get(value);
    });
    this.key = plan[0];
    this.name = plan[1];
    this.values = Array.from(index.keys());
    this.codes = codes; /* for each row the place of its value */
    this.on = new Set();
    this.counts = new Int32Array(this.values.length);
    codes.forEach(function (code) { this.counts[code] += 1; }, this);
    this.total = this.counts.slice();
  }

  /* For each value whether it is chosen; nothing where every row will do. */
  Facet.prototype.wanted = function () {
    var on = this.on;
    return on.size ? Uint8Array.from(this.values, function (value) { return on.has(value) ? 1 : 0; }) : null;
  };

  /* Codes of the choices in the order in which they are offered: years from the newest, everything else by frequency. */
  Facet.prototype.offered = function () {
    var facet = this;
    var year = function (code) { return /^[0-9]/.test(facet.values[code]) ? facet.values[code] : ""; };
    return this.values.map(function (_, code) { return code; }).sort(function (a, b) {
      if (facet.key === "year") return year(a) < year(b) ? 1 : -1;
      return facet.total[b] - facet.total[a] || a - b;
    });
  };

  /* ---- a table with its rows, its choices and its order */

  function Table(box, table) {
    var of = { owner: box.querySelector(".t__owner") ? "" : box.getAttribute("data-of") || "", goal: "" };
    if (!of.owner && !box.querySelector(".t__goal")) of.goal = box.getAttribute("data-of") || "";
    this.box = box;
    this.table = table;
    this.body = table.tBodies[0];
    this.items = Array.prototype.map.call(this.body.rows, function (row, order) { return read(row, order, of); });
    this.facets = FACETS.map(function (plan) { return new Facet(plan, this.items); }, this);
    this.ordered = this.items;
    this.shown = this.items;
    this.drawn = this.items.length;
    this.needles = [];
    this.sort = "";
    this.ranks = {};
  }

  /* Which rows are shown, and how many rows each choice would leave: a row that fails one facet alone counts there. */
  Table.prototype.choose = function () {
    var facets = this.facets;
    var wanted = facets.map(function (facet) { return facet.wanted(); });
    var failed = new Int8Array(this.items.length); /* 0: shown; n: fails facet n alone; -1: not shown at all */
    this.needled(failed);
    facets.forEach(function (facet, f) {
      if (!wanted[f]) return;
      for (var at = 0; at < failed.length; at += 1) {
        if (!wanted[f][facet.codes[at]]) failed[at] = failed[at] === 0 ? f + 1 : -1;
      }
    });
    facets.forEach(function (facet, f) {
      facet.counts.fill(0);
      for (var at = 0; at < failed.length; at += 1) {
        if (failed[at] === 0 || failed[at] === f + 1) facet.counts[facet.codes[at]] += 1;
      }
    });
    this.shown = this.ordered.filter(function (item) { return failed[item.order] === 0; });
  };

  /* Rows without one of the words are not shown. */
  Table.prototype.needled = function (failed) {
    this.needles.forEach(function (needle) {
      this.items.forEach(function (item, at) { if (item.text.indexOf(needle) < 0) failed[at] = -1; });
    }, this);
  };

  /* For each row its rank in a column. Chinese words are compared once for all: that is slow. */
  Table.prototype.ranked = function (key) {
    if (this.ranks[key]) return this.ranks[key];
    var name = Object.keys(SORTS).filter(function (head) { return SORTS[head][0] === key; })[0];
    var values = this.items.map(SORTS[name][1]);
    var known = distinct(values).filter(function (value) { return value !== null; });
    var order = new Map();
    known.sort(typeof known[0] === "number" ? function (a, b) { return a - b; } : new Intl.Collator("zh").compare);
    known.forEach(function (value, rank) { order.set(value, rank); });
    this.ranks[key] = values.map(function (value) { return value === null ? -1 : order.get(value); });
    return this.ranks[key];
  };

  Table.prototype.order = function () {
    var down = this.sort.charAt(0) === "-";
    var key = this.sort.replace("-", "");
    if (!key) {
      this.ordered = this.items;
      return;
    }
    var ranks = this.ranked(key);
    this.ordered = this.items.slice().sort(function (a, b) {
      var one = ranks[a.order];
      var other = ranks[b.order];
      if (one < 0 || other < 0) return (one < 0) - (other < 0) || a.order - b.order;
      return (down ? other - one : one - other) || a.order - b.order;
    });
  };

  /* Puts rows into the page: the first ones of what is shown, at least as many as `least`. */
  Table.prototype.draw = function (least) {
    var wanted = this.items.length <= WHOLE ? this.shown.length : Math.max(STEP, least || 0);
    this.drawn = Math.min(this.shown.length, wanted);
    this.body.replaceChildren(this.fragment(0, this.drawn));
  };

  Table.prototype.drawMore = function (most) {
    var from = this.drawn;
    this.drawn = Math.min(this.shown.length, from + most);
    this.body.appendChild(this.fragment(from, this.drawn));
  };

  Table.prototype.fragment = function (from, to) {
    var made = document.createDocumentFragment();
    var grouped = !this.sort || /period$/.test(this.sort);
    for (var i = from; i < to; i += 1) {
      var item = this.shown[i];
      item.row.classList.toggle("opens", grouped && i > 0 && this.shown[i - 1].said.period !== item.said.period);
      made.appendChild(item.row);
    }
    return made;
  };

  /* ---- the state in the address, so that a view can be sent to somebody */

  Table.prototype.fromAddress = function () {
    var asked = new URLSearchParams(location.search);
    this.facets.forEach(function (facet) { asked.getAll(facet.key).forEach(function (value) { facet.on.add(value); }); });
    this.say(asked.get("q") || "");
    var sort = asked.get("sort") || "";
    var known = Object.keys(SORTS).some(function (head) { return SORTS[head][0] === sort.replace("-", ""); });
    this.sort = known ? sort : "";
  };

  Table.prototype.toAddress = function () {
    var asked = new URLSearchParams();
    this.facets.forEach(function (facet) { facet.on.forEach(function (value) { asked.append(facet.key, value); }); });
    if (this.words) asked.set("q", this.words);
    if (this.sort) asked.set("sort", this.sort);
    var query = asked.toString();
    try {
      history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash);
    } catch (error) { /* an old browser may refuse in a folder; the view is still right */ }
  };

  Table.prototype.say = function (words) {
    this.words = clean(words);
    this.needles = this.words ? plain(this.words).split(" ") : [];
  };

  Table.prototype.narrowed = function () {
    return Boolean(this.words) || this.facets.some(function (facet) { return facet.on.size; });
  };

  /* The conditions in words: 年份：2024；词语：项目. */
  Table.prototype.conditions = function () {
    var said = this.facets.filter(function (facet) { return facet.on.size; }).map(function (facet) {
      return facet.name.replace(/（.*/, "") + "：" + Array.from(facet.on).join("、");
    });
    return said.concat(this.words ? ["词语：" + this.words] : []).join("；");
  };

  /* ---- files of what is shown */

  Table.prototype.rows = function () {
    var rows = this.shown.map(function (item) {
      var sources = sourcesOf(item);
      return COLUMNS.map(function (column) { return column[2](item.said, sources); });
    });
    return [COLUMNS.map(function (column) { return column[0]; })].concat(rows);
  };

  Table.prototype.save = function (form) {
    var files = window.guatuFiles;
    var title = clean(document.querySelector(".gt h1").textContent);
    var widths = COLUMNS.map(function (column) { return column[1]; });
    var name = (title + (/目标/.test(title) ? "" : " 目标") + (this.narrowed() ? " 筛选" : "")) + "." + form;
    if (form === "csv") files.save(files.csv(this.rows()), name);
    if (form === "xlsx") files.save(files.xlsx(this.rows(), widths, title), name);
    if (form === "json") files.save(files.json(this.told(title)), name);
  };

  Table.prototype.told = function (title) {
    var day = document.querySelector(".asof__day");
    return {
      title: title,
      page: location.href,
      as_of: day ? day.getAttribute("datetime") : null,
      conditions: this.conditions(),
      targets: this.shown.map(function (item) {
        return Object.assign({}, item.said, { sources: sourcesOf(item) });
      })
    };
  };

  /* ---- what a reader sees of it */

  function Tools(model) {
    this.model = model;
    this.lines = [];
    this.heads = [];
    this.bar = this.toolbar();
    this.more = this.moreRows();
    var main = make("div", "sortable__main");
    var box = model.box;
    put(main, this.bar, model.table, this.more);
    if (model.items.length >= FEW) {
      this.side = this.sidebar();
      box.classList.add("sortable--" + (box.getAttribute("data-tools") || "top"));
      box.appendChild(this.side);
      this.sortHeads();
    }
    box.appendChild(main);
  }

  Tools.prototype.toolbar = function () {
    var tools = this;
    var bar = make("div", "toolbar");
    this.count = make("p", "toolbar__count");
    this.count.setAttribute("role", "status");
    this.chips = make("span", "toolbar__chips");
    var end = make("span", "toolbar__end");
    put(end, make("span", "quiet", "下载所示"));
    [["csv", "CSV"], ["xlsx", "Excel"], ["json", "JSON"]].forEach(function (form) {
      var made = button("box", form[1], function () { setTimeout(function () { tools.model.save(form[0]); }, 0); });
      made.setAttribute("aria-label", "下载所示的目标，" + form[1]);
      end.appendChild(made);
    });
    if (this.model.box.getAttribute("data-tools") === "side") put(end, button("box", "打印", function () { window.print(); }));
    return put(bar, this.count, this.chips, end);
  };

  Tools.prototype.moreRows = function () {
    var tools = this;
    var line = make("p", "more-rows");
    this.said = make("span");
    put(line, this.said, button("clear", "全部显示", function () {
      tools.model.drawMore(tools.model.items.length);
      tools.drawMoreLine();
    }));
    if (window.IntersectionObserver) {
      new IntersectionObserver(function (seen) {
        if (line.hidden || !seen.some(function (one) { return one.isIntersecting; })) return;
        tools.model.drawMore(STEP);
        tools.drawMoreLine();
      }, { rootMargin: "600px" }).observe(line);
    }
    return line;
  };

  Tools.prototype.sidebar = function () {
    var tools = this;
    var side = make("details", "facets");
    put(side, make("summary", "", "筛选"));
    var inside = make("div", "facets__all");
    var label = make("label", "facet facet--words");
    this.input = make("input");
    this.input.type = "search";
    this.input.placeholder = "空格隔开几个词";
    this.input.addEventListener("input", function (event) { if (!event.isComposing) tools.type(); });
    this.input.addEventListener("compositionend", function () { tools.type(); });
    put(inside, put(label, make("span", "facet__head", "词语"), this.input), this.sortChoice());
    this.model.facets.forEach(function (facet) {
      if (facet.values.length > 1) inside.appendChild(tools.facet(facet));
    });
    return put(side, inside);
  };

  Tools.prototype.facet = function (facet) {
    var tools = this;
    var group = make("section", "facet");
    var codes = facet.offered();
    var rest = null;
    put(group, make("h3", "facet__head", facet.name));
    codes.forEach(function (code, i) {
      if (i === MOST && codes.length > MOST + 2) {
        rest = make("details", "facet__rest");
        rest.addEventListener("toggle", function () { tools.drawLines(); });
        put(group, put(rest, make("summary", "", "另有" + (codes.length - MOST) + "项")));
      }
      var line = button("facet__line", "", function () { tools.toggle(facet, facet.values[code]); });
      var count = make("span", "facet__count");
      put(line, make("span", "", facet.values[code]), document.createTextNode(" "), count);
      tools.lines.push({ facet: facet, code: code, line: line, count: count, rest: rest, number: -1, on: null });
      put(rest || group, line);
    });
    return group;
  };

  /* For phones, which show no heads to sort by. */
  Tools.prototype.sortChoice = function () {
    var tools = this;
    var label = make("label", "facet facet--sort");
    var select = make("select");
    [["", "原有顺序"], ["-value", "目标值从大到小"], ["value", "目标值从小到大"], ["period", "期限从早到晚"], ["-period", "期限从晚到早"],
      ["owner", "单位"], ["metric", "指标"], ["state", "状态"]].forEach(function (choice) {
      var option = make("option", "", choice[1]);
      option.value = choice[0];
      select.appendChild(option);
    });
    select.addEventListener("change", function () { tools.sortBy(select.value); });
    this.select = select;
    return put(label, make("span", "facet__head", "排序"), select);
  };

  Tools.prototype.sortHeads = function () {
    var tools = this;
    Array.prototype.forEach.call(this.model.table.tHead.rows[0].cells, function (head) {
      var name = head.textContent.trim();
      var sort = SORTS[name];
      if (!sort) return;
      head.textContent = "";
      put(head, button("sort", name, function () { tools.sortBy(next(sort[0])); }));
      tools.heads.push({ head: head, key: sort[0] });
    });
    /* rising, falling, as it was */
    function next(key) {
      if (tools.model.sort === key) return "-" + key;
      return tools.model.sort === "-" + key ? "" : key;
    }
  };

  Tools.prototype.toggle = function (facet, value) {
    if (!facet.on.delete(value)) facet.on.add(value);
    this.lines.forEach(function (one) { if (one.facet === facet && facet.values[one.code] === value) press(one); });
    this.renewSoon();
  };

  Tools.prototype.type = function () {
    this.model.say(this.input.value);
    this.renewSoon();
  };

  Tools.prototype.sortBy = function (sort) {
    this.model.sort = sort;
    this.drawHeads();
    this.renewSoon();
  };

  Tools.prototype.clear = function () {
    this.model.facets.forEach(function (facet) { facet.on.clear(); });
    this.model.say("");
    this.input.value = "";
    this.input.focus();
    this.renewSoon();
  };

  /* First the reader sees that the choice was taken, and right after that what follows from it. */
  Tools.prototype.renewSoon = function () {
    var tools = this;
    if (this.waiting) return;
    this.waiting = true;
    this.model.box.setAttribute("aria-busy", "true");
    afterPaint(function () {
      tools.waiting = false;
      tools.renew();
      tools.model.box.removeAttribute("aria-busy");
    });
  };

  /* After every choice: the rows, the counts, the address. */
  Tools.prototype.renew = function () {
    var tools = this;
    if (this.model.sort !== this.sorted) this.model.order();
    this.sorted = this.model.sort;
    this.model.choose();
    this.model.draw();
    this.drawTools();
    clearTimeout(this.writing);
    this.writing = setTimeout(function () { tools.model.toAddress(); }, LEISURE);
  };

  Tools.prototype.drawTools = function () {
    this.drawCount();
    this.drawChips();
    this.drawLines();
    this.drawHeads();
    this.drawMoreLine();
  };

  Tools.prototype.drawCount = function () {
    var model = this.model;
    this.count.replaceChildren();
    if (!model.narrowed()) return;
    put(this.count, make("b", "", String(model.shown.length)), document.createTextNode(" 项 ／ 共 " + model.items.length + " 项"));
    put(this.count, make("span", "toolbar__paper", "（" + model.conditions() + "）"));
  };

  Tools.prototype.drawChips = function () {
    var tools = this;
    var chips = this.chips;
    chips.replaceChildren();
    this.model.facets.forEach(function (facet) {
      facet.on.forEach(function (value) {
        var chip = button("chip", facet.name.replace(/（.*/, "") + "：" + value + " ✕", function () { tools.toggle(facet, value); });
        chip.setAttribute("aria-label", "去掉条件 " + facet.name + "：" + value);
        chips.appendChild(chip);
      });
    });
    if (this.model.narrowed()) put(chips, button("clear", "清除条件", function () { tools.clear(); }));
  };

  /* What is folded away is brought up to date when it is opened. */
  Tools.prototype.drawLines = function () {
    this.lines.forEach(function (one) {
      if (one.rest && !one.rest.open) return;
      var number = one.facet.counts[one.code];
      if (one.number !== number) {
        one.number = number;
        one.count.textContent = String(number);
        one.line.classList.toggle("facet__line--none", !number);
      }
      press(one);
    });
  };

  function press(one) {
    var on = one.facet.on.has(one.facet.values[one.code]);
    if (one.on === on) return;
    one.on = on;
    one.line.setAttribute("aria-pressed", String(on));
  }

  Tools.prototype.drawHeads = function () {
    var sort = this.model.sort;
    this.heads.forEach(function (one) {
      if (sort === one.key) one.head.setAttribute("aria-sort", "ascending");
      else if (sort === "-" + one.key) one.head.setAttribute("aria-sort", "descending");
      else one.head.removeAttribute("aria-sort");
    });
    if (this.select) this.select.value = sort;
  };

  Tools.prototype.drawMoreLine = function () {
    var model = this.model;
    this.more.hidden = model.drawn >= model.shown.length;
    this.said.textContent = "已列出前" + model.drawn + "项，共" + model.shown.length + "项，往下翻接着列出。 ";
  };

  /* A row that an address names is put into the page, if the choices leave it. */
  Tools.prototype.reach = function () {
    var id = location.hash.slice(1);
    var shown = this.model.shown;
    var at = id ? shown.findIndex(function (item) { return item.said.id === id; }) : -1;
    if (at < 0 || at < this.model.drawn) return;
    this.model.drawMore(at + STEP - this.model.drawn);
    this.drawMoreLine();
    location.replace(location.hash);
  };

  Tools.prototype.start = function () {
    var model = this.model;
    var tools = this;
    if (this.side) {
      model.fromAddress();
      this.input.value = model.words;
      this.side.open = model.box.getAttribute("data-tools") === "side" && window.matchMedia("(min-width: 1220px)").matches;
      if (model.narrowed()) this.side.open = true;
      if (model.sort) model.order();
      this.sorted = model.sort;
    }
    if (model.sort || model.narrowed() || model.items.length > WHOLE) {
      model.choose();
      model.draw();
    }
    this.drawTools();
    this.reach();
    window.addEventListener("hashchange", function () { tools.reach(); });
    window.addEventListener("beforeprint", function () {
      model.drawMore(model.items.length);
      tools.drawMoreLine();
    });
    this.warm(["owner", "metric", "state", "strength", "goal"]);
  };

  /* Compares the words of a long table while the reader reads, one column at a time. */
  Tools.prototype.warm = function (keys) {
    var tools = this;
    if (!keys.length || this.model.items.length <= WHOLE) return;
    leisurely(function () {
      tools.model.ranked(keys[0]);
      tools.warm(keys.slice(1));
    });
  };

  function start() {
    document.querySelectorAll(".gt .sortable").forEach(function (box) {
      var table = box.querySelector("table");
      if (table) new Tools(new Table(box, table)).start();
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
