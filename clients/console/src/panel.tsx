import type { ComponentChildren } from 'preact';

/** One part of the console, to be reached by its `id`. */
export function Panel(props: { id: string; title: string; extra?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section id={props.id} class={`card panel ${props.id}`} aria-labelledby={`${props.id}-title`} tabIndex={-1}>
      <header class="row spread">
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.extra}
      </header>
      {props.children}
    </section>
  );
}

/**
 * A table that scrolls by itself where it is wider than the screen; browsers let keys scroll it.
 * `figures`: every column but the first is numbers.
 */
export function Table(props: { label: string; heads: string[]; figures?: boolean; children: ComponentChildren }) {
  return (
    <section class="scroll" aria-label={props.label}>
      <table class={props.figures ? 'figures' : undefined}>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}

/** A name of `<stage>-<context>-<thing>` without its stage, which is the same everywhere here. */
export function shortName(name: string): string {
  return name.replace(/^local-/, '');
}
