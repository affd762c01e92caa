/* Says at the head of an article's list which fact a reader came for. Everything works without it. */
(function () {
  "use strict";
  function show() {
    var banner = document.querySelector(".gt .banner");
    if (!banner) return;
    var id = decodeURIComponent(location.hash.slice(1)).replace(/\.[0-9]+$/, "");
    var row = id && document.getElementById("f-" + id);
    var label = row && row.querySelector(".side__n");
    document.querySelectorAll(".side__now").forEach(function (old) { old.classList.remove("side__now"); });
    banner.hidden = !label;
    if (!label) return;
    row.classList.add("side__now");
    banner.textContent = "正在查看 " + label.textContent + "　";
    if (history.length > 1) {
      var back = document.createElement("a");
      back.href = "#top";
      back.textContent = "返回来处";
      back.addEventListener("click", function (event) { event.preventDefault(); history.back(); });
      banner.appendChild(back);
    }
  }
  window.addEventListener("hashchange", show);
  document.addEventListener("DOMContentLoaded", show);
  show();
})();
