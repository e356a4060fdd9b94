import { field, h } from './dom.js';

const ROLES = ['customer', 'staff', 'admin', 'partner'];

/** Who is signed in on this page; forgotten when it is closed. */
export const session = { token: undefined, name: undefined };

async function open(customerId, role) {
  const body = { roles: [role], ...(customerId === '' ? {} : { customerId }) };
  const reply = await fetch('/v1/sessions/dev', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) return false;
  const opened = await reply.json();
  session.token = opened.accessToken;
  session.name = `${opened.customerId} (${role})`;
  return true;
}

function signedIn(form, words) {
  const leave = () => {
    session.token = undefined;
    showSession(form, words);
  };
  return [
    h('span', {}, `${words.signedInAs} ${session.name}`),
    h('button', { type: 'button', onclick: leave }, words.signOut),
  ];
}

function signedOut(words) {
  return [
    field(words.customer, h('input', { name: 'customer', size: 14, autocomplete: 'off' })),
    field(words.role, h('select', { name: 'role' }, ...ROLES.map((role) => h('option', { value: role }, role)))),
    h('button', { type: 'submit' }, words.signIn),
    h('output', {}),
  ];
}

/** Shows who is signed in, or the form to sign in by a developer session. */
export function showSession(form, words) {
  form.replaceChildren(...(session.token ? signedIn(form, words) : signedOut(words)));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const isOpen = await open(form.elements.customer.value.trim(), form.elements.role.value).catch(() => false);
    if (isOpen) showSession(form, words);
    else form.querySelector('output').textContent = words.noSession;
  };
}
