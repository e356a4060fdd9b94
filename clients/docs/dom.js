function setAttribute(element, [name, value]) {
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? '' : String(value));
}

const isGiven = (value) => value !== undefined && value !== null && value !== false;

/**
 * Makes an element: attributes (an `on…` one is a listener, `undefined` and `false` leave one out), then children, which are
 * elements or text. Text is never read as HTML.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const given = Object.entries(attributes).filter(([, value]) => isGiven(value));
  for (const entry of given) setAttribute(element, entry);
  element.append(...children.flat().filter(isGiven));
  return element;
}

/** A field with its label. */
export function field(label, input) {
  return h('label', {}, h('span', {}, label), input);
}
