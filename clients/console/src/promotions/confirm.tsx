import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../language.ts';

interface Props {
  label: string;
  question: string;
  /** Has to be typed before it is done. */
  word?: string;
  tone?: 'bad' | 'primary';
  isDisabled?: boolean;
  act(): Promise<void>;
}

const tidy = (text: string) => text.trim().toLowerCase();

function Question({ question, word, label, close, act }: Props & { close(): void }) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [isRunning, setRunning] = useState(false);
  const first = useRef<HTMLElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const isSure = word === undefined || tidy(text) === tidy(word);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isSure || isRunning) return;
    setRunning(true);
    await act();
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <form class="note warn confirm" aria-label={question} onSubmit={submit} onKeyDown={onKeyDown}>
      <p role="alert">{question}</p>
      {word === undefined ? null : (
        <label>
          {t('confirm.type', { word })}
          <input
            ref={first as preact.RefObject<HTMLInputElement>}
            name="confirm"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="row">
        <button
          ref={word === undefined ? (first as preact.RefObject<HTMLButtonElement>) : undefined}
          type="submit"
          class="danger"
          disabled={!isSure || isRunning}
        >
          {t('confirm.yes', { label })}
        </button>
        <button type="button" onClick={close}>
          {t('confirm.no')}
        </button>
      </div>
    </form>
  );
}

/** A button that asks before it acts, beside itself: by keys as well as by pointer. Escape takes it back. */
export function ConfirmButton(props: Props) {
  const [isAsking, ask] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    ask(false);
    button.current?.focus();
  };
  return (
    <div class="confirmed">
      <button
        ref={button}
        type="button"
        class={props.tone === 'bad' ? 'danger' : props.tone}
        aria-expanded={isAsking}
        disabled={props.isDisabled}
        onClick={() => ask(!isAsking)}
      >
        {props.label}
      </button>
      {isAsking ? <Question {...props} close={close} /> : null}
    </div>
  );
}
