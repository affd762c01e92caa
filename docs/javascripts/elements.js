/* Elements as the other scripts make them. */
window.guatuElements = (function () {
  "use strict";

  function make(tag, css, words) {
    var element = document.createElement(tag);
    if (css) element.className = css;
    if (words !== undefined) element.textContent = words;
    return element;
  }

  function button(css, words, act) {
    var made = make("button", css, words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  return { make: make, button: button };
}());
