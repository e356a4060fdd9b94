/** Where the CPU of the platform's process goes while orders are bought. */
export interface ProfileFigures {
  orders: number;
  /** Milliseconds an order, dearest first. */
  areas: { thread: 'platform' | 'functions'; area: string; cpuMs: number }[];
}
