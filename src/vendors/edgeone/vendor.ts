import { otherTencentCredentials } from '../tencent-cloud-credentials.ts';
import { describeVendor } from '../vendor.ts';
import { prefetchTasks } from './prefetch-tasks.ts';
import { purgeTasks } from './purge-tasks.ts';
import { zoneQuotas } from './quotas.ts';
import { edgeOneSettings, type EdgeOneSettings, type EdgeOneZone } from './settings.ts';
import { zoneFeed, zoneLookup } from './zone-tasks.ts';
import { zoneList } from './zones.ts';

const calls = [prefetchTasks, purgeTasks];

const zonesOf = ({ zones = [] }: EdgeOneSettings): readonly EdgeOneZone[] => zones;

/** Tencent EdgeOne, API 2022-09-01. Every call concerns one zone. */
export const edgeOne = describeVendor({
  name: 'TENCENT_EDGEONE',
  title: 'Tencent EdgeOne',
  scheme: { name: 'tencent-cloud', service: 'teo', version: '2022-09-01' },
  defaultEndpoint: 'https://teo.intl.tencentcloudapi.com',
  credentials: otherTencentCredentials,
  settings: edgeOneSettings,
  feeds: (settings, provider) =>
    zonesOf(settings).flatMap((zone) => calls.map((tasks) => zoneFeed(tasks, zone, settings, provider))),
  lookups: (settings, provider) =>
    zonesOf(settings).flatMap((zone) => calls.map((tasks) => zoneLookup(tasks, zone, settings, provider))),
  quotas: (settings) => zonesOf(settings).map((zone) => zoneQuotas(zone, settings)),
  scopes: { setting: 'zones', list: zoneList },
});
