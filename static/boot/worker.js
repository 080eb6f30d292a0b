
// Starts the engine: the first message brings its compiled code, all later ones are the engine's own.
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data });
};
