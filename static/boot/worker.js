
// Starts the engine: the first message brings its compiled code and its model, all later ones are the engine's own but the one
// with the rest of its code, which joins the first part's memory and fills its places in the table (src/bin/pack/split.rs).
self.onmessage = ({ data: [code, model] }) => {
  self.onmessage = null;
  self.verbatimModel = model;
  let first;
  self.addEventListener("message", (event) => {
    if (event.data[0] !== "later") return;
    event.stopImmediatePropagation();
    new WebAssembly.Instance(event.data[1], { first });
  });
  wasm_bindgen({ module_or_path: code }).then((exports) => (first = exports));
};
