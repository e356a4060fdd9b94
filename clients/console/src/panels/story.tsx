import { clockTime } from '../../../ui/format.ts';
import { useResource } from '../../../ui/resource.ts';
import { asStaff, client } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Table } from '../panel.tsx';
import { Problem } from '../problem.tsx';

interface Props {
  orderId: string;
  /** Shows the events of one correlation id. */
  follow(correlationId: string): void;
  close(): void;
}

/** Every step of an order, with the way to the events behind it. */
export function OrderStory({ orderId, follow, close }: Props) {
  const { t, language } = useLanguage();
  const { value, error } = useResource(orderId, () => asStaff(() => client.getOrderStory({ params: { orderId } })));
  const heads = [t('story.at'), t('story.step'), t('story.actor'), t('story.event'), t('event.correlation')];
  return (
    <div class="stack story">
      <header class="row spread">
        <h3>{t('story.title', { orderId })}</h3>
        <button type="button" onClick={close}>
          {t('action.close')}
        </button>
      </header>
      {error ? <Problem error={error} /> : null}
      <Table label={t('story.title', { orderId })} heads={heads}>
        {value?.steps.map(({ step, at, actor, event, correlationId }) => (
          <tr key={`${step} ${at}`}>
            <td>{clockTime(at, language)}</td>
            <td>{step}</td>
            <td>{actor}</td>
            <td>{event ?? ''}</td>
            <td>
              {correlationId ? (
                <button class="plain" type="button" onClick={() => follow(correlationId)}>
                  {correlationId}
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
