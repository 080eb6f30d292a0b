
// Starts the engine: the first message brings its compiled code and its model, all later ones are the engine's own.
self.onmessage = ({ data: [code, model] }) => {
  self.onmessage = null;
  self.verbatimModel = model;
  wasm_bindgen({ module_or_path: code });
};
