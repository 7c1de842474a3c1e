import { createHash } from 'node:crypto';
import { StartRefused } from '../../platform/db/refused.ts';
import { openBroker } from '../../features/telemetry/server/broker.ts';
import type { Telemetry } from '../../features/telemetry/server/command.ts';
import { openTerminals } from '../../features/telemetry/server/terminals.ts';
import type { Options } from './options.ts';

type Closing = { readonly close: () => Promise<void> };

/** The doors of devices that do not speak HTTP, those that were asked for: terminals over TCP, MQTT at our broker or at another's. */
export async function openDeviceDoors(
  telemetry: Telemetry,
  { host, terminalPort, mqttPort, mqttUrl, dataFolder }: Options,
): Promise<Closing> {
  const open: Closing[] = [];
  const close = async () => {
    for (const door of open.toReversed()) await door.close();
  };
  try {
    if (terminalPort !== null)
      open.push(await openedAt('terminal-port', terminalPort, () => openTerminals(telemetry, { port: terminalPort, host })));
    if (mqttPort !== null) open.push(await openedAt('mqtt-port', mqttPort, () => openBroker(telemetry, { port: mqttPort, host })));
    if (mqttUrl !== null) {
      // A broker keeps what comes while we are away under this name: the same for the same data, another for another server.
      const name = `guanjia-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
      const { subscribeAt } = await import('../../features/telemetry/server/subscriber.ts');
      open.push(subscribeAt(telemetry, { url: mqttUrl, name }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

async function openedAt(code: 'terminal-port' | 'mqtt-port', port: number, opening: () => Promise<Closing>): Promise<Closing> {
  try {
    return await opening();
  } catch (error) {
    const why = (error as { code?: string }).code ?? '';
    if (why !== 'EADDRINUSE' && why !== 'EACCES') throw error;
    throw new StartRefused({ code, port, why });
  }
}
