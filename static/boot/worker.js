
// Starts the engine: the first message brings its compiled code and its model, all later ones are the engine's own but the one
// with the rest of its code, which joins the first part's memory and fills its places in the table (src/bin/pack/split.rs).
self.onmessage = ({ data: [code, model] }) => {
  self.onmessage = null;
  self.verbatimModel = model;
  let first, settle;
  // Whether the rest came, once that is known.
  self.verbatimWhole = new Promise((resolve) => (settle = resolve));
  self.addEventListener("message", (event) => {
    const [word, later] = event.data;
    if (word !== "later") return;
    event.stopImmediatePropagation();
    if (later) new WebAssembly.Instance(later, { first });
    settle(Boolean(later));
  });
  wasm_bindgen({ module_or_path: code }).then((exports) => (first = exports));
};
