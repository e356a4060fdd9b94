import { type InspectorNotification, type NodeWorker, type Profiler, Session } from 'node:inspector';

/** The profile of one thread. */
export interface ThreadProfile {
  thread: 'platform' | 'functions';
  profile: Profiler.Profile;
}

type Reply = { id?: number; result?: { profile?: Profiler.Profile } };

/** Profiles the thread it is made in and every worker thread, those that start meanwhile too. */
export class Recorder {
  readonly #session = new Session();
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<string, (profile: Profiler.Profile | undefined) => void>();
  #lastId = 0;
  #recording = false;

  constructor() {
    this.#session.connect();
    this.#session.on(
      'NodeWorker.attachedToWorker',
      ({ params }: InspectorNotification<NodeWorker.AttachedToWorkerEventDataType>) => {
        this.#workers.add(params.sessionId);
        if (this.#recording) this.#begin(params.sessionId);
      },
    );
    this.#session.on(
      'NodeWorker.detachedFromWorker',
      ({ params }: InspectorNotification<NodeWorker.DetachedFromWorkerEventDataType>) => {
        this.#workers.delete(params.sessionId);
        this.#waiting.get(params.sessionId)?.(undefined);
      },
    );
    this.#session.on(
      'NodeWorker.receivedMessageFromWorker',
      ({ params }: InspectorNotification<NodeWorker.ReceivedMessageFromWorkerEventDataType>) => {
        const { result } = JSON.parse(params.message) as Reply;
        if (result?.profile !== undefined) this.#waiting.get(params.sessionId)?.(result.profile);
      },
    );
    this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    this.#session.post('Profiler.enable');
  }

  start(): void {
    this.#recording = true;
    this.#session.post('Profiler.start');
    for (const worker of this.#workers) this.#begin(worker);
  }

  /** Ends the recording; a worker that is gone by then has no profile. */
  async stop(): Promise<ThreadProfile[]> {
    this.#recording = false;
    const own = new Promise<Profiler.Profile>((resolve, reject) => {
      this.#session.post('Profiler.stop', (error, { profile }) => (error ? reject(error) : resolve(profile)));
    });
    const profiles = await Promise.all([...this.#workers].map((worker) => this.#end(worker)));
    const functions = profiles.filter((profile) => profile !== undefined);
    return [
      { thread: 'platform', profile: await own },
      ...functions.map((profile): ThreadProfile => ({ thread: 'functions', profile })),
    ];
  }

  #begin(worker: string): void {
    this.#tell(worker, 'Profiler.enable');
    this.#tell(worker, 'Profiler.start');
  }

  #end(worker: string): Promise<Profiler.Profile | undefined> {
    return new Promise((resolve) => {
      this.#waiting.set(worker, resolve);
      this.#tell(worker, 'Profiler.stop');
    });
  }

  #tell(sessionId: string, method: string): void {
    this.#lastId += 1;
    const message = JSON.stringify({ id: this.#lastId, method });
    this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
  }
}
