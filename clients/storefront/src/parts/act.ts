import { useState } from 'preact/hooks';

/** Something a button does: whether it is under way, what went wrong last, and the button's handler. */
interface Act<Input> {
  isRunning: boolean;
  problem: unknown;
  run(input: Input): void;
}

/** Runs `act` one at a time and `after` when it worked. */
export function useAct<Input>(act: (input: Input) => Promise<unknown>, after: () => void): Act<Input> {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = (input: Input) => {
    if (isRunning) return;
    setRunning(true);
    setProblem(undefined);
    act(input)
      .then(after, setProblem)
      .finally(() => setRunning(false));
  };
  return { isRunning, problem, run };
}
