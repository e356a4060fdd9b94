import { useEffect, useRef, useState } from 'preact/hooks';

/** A row of figures, one for each label. */
export interface Series {
  name: string;
  type: 'bar' | 'line';
  values: readonly number[];
  /** Those of the same stack stand on each other. */
  stack?: string;
}

interface Props {
  title: string;
  labels: readonly string[];
  series: readonly Series[];
  /** A figure as it is read. */
  format(value: number): string;
}

/** The page's own colours, so that charts are legible by day and by night. */
function colours(place: Element) {
  const style = getComputedStyle(place);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { ink: of('--ink'), line: of('--line'), marks: [of('--accent'), of('--warn'), of('--bad')] };
}

function optionOf({ labels, series, format }: Props, place: Element) {
  const { ink, line, marks } = colours(place);
  return {
    color: marks,
    textStyle: { color: ink },
    animation: false,
    aria: { enabled: true },
    legend: { top: 0, textStyle: { color: ink } },
    grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' as const, valueFormatter: (value: unknown) => format(Number(value)) },
    xAxis: { type: 'category' as const, data: [...labels], axisLabel: { color: ink } },
    yAxis: {
      type: 'value' as const,
      axisLabel: { color: ink, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: line } },
    },
    series: series.map(({ name, type, values, stack }) => ({
      name,
      type,
      data: [...values],
      ...(stack ? { stack } : {}),
      ...(type === 'line' && stack ? { areaStyle: { opacity: 0.25 } } : {}),
    })),
  };
}

/** A chart; the library comes when the first one is shown. The table behind it says the same to those who cannot see it. */
export function Chart(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  // The library may not be had, say after a deployment: then the table is what is shown.
  const [isMissing, setMissing] = useState(false);
  const { title, labels, series, format } = props;
  const key = JSON.stringify([labels, series]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isWanted = true;
    let close = () => {};
    const draw = async () => {
      const { init } = await import('./chart-kit.ts');
      if (!isWanted) return;
      const chart = init(element, null, { renderer: 'svg' });
      chart.setOption(optionOf(props, element));
      const watch = new ResizeObserver(() => chart.resize());
      watch.observe(element);
      close = () => {
        watch.disconnect();
        chart.dispose();
      };
    };
    draw().catch(() => setMissing(true));
    return () => {
      isWanted = false;
      close();
    };
  }, [key]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} class="drawing" aria-hidden="true" hidden={isMissing} />
      <div class={isMissing ? 'scroll' : 'unseen'}>
        <table>
          <caption>{title}</caption>
          <tbody>
            {series.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={labels[index]}>
                    {labels[index]}: {format(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
