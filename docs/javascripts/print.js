/* The running title of printed pages. Margin boxes can not take words from the page (string-set is unknown to
   browsers), so they are handed over as a style sheet of its own; this also works under a strict content policy. */
(function () {
  "use strict";
  if (!("adoptedStyleSheets" in document) || !("replaceSync" in CSSStyleSheet.prototype)) return;
  var words = document.title.replace(/[\\"\n\r\f]/g, " ");
  var sheet = new CSSStyleSheet();
  sheet.replaceSync('@page { @top-left { content: "' + words + '"; } }');
  document.adoptedStyleSheets = [].concat(Array.from(document.adoptedStyleSheets), sheet);
})();
