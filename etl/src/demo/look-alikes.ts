/** Honest firms that look like the hidden gangs. */
import { ref } from './ref.ts';
import { newEnterprise, newPerson } from './population.ts';
import type { Random } from './random.ts';
import type { Industry } from './trade.ts';
import type { Enterprise, World } from './world.ts';

import { industryNamed, placeNamed } from './crew.ts';
/** A family with many firms under one roof: as close as a gang, prices and findings as anybody's. */
export function familyGroup(world: World): void {
  const rng = world.random('family group');
  const furniture = industryNamed('家具');
  const place = placeNamed('佛山市');
  const head = newPerson(world, rng);
  const child = newPerson(world, rng);
  world.kin.push({ person: head, relative: child, kinship: '子女' });
  const site = world.makers.site(rng, place);
  const phone = world.makers.phone();
  const members = Array.from({ length: 7 }, (_, i) => {
    const founded = world.firstDay - 3_000 + i * 330;
    const enterprise = newEnterprise(world, rng, {
      place,
      industry: furniture,
      founded,
      customsDay: founded + 60,
      status: '存续',
      legal: i % 3 === 0 ? child : head,
      phone,
      site,
      capital: 1_000,
      formerName: null,
    });
    world.shares.push(
      { holder: head, enterprise, share: 6_000, from: founded, to: null },
      { holder: child, enterprise, share: 4_000, from: founded, to: null },
    );
    return enterprise;
  });
  honestCampaigns(world, rng, members, ['5189'], furniture, 0.12);
  world.answers.lookAlikes.push({
    of: 'gang',
    zh: '家族企业：同一地址、电话、法定代表人，价格正常，无查获',
    en: 'a family of firms under one roof: usual prices, no findings',
    members: [
      ...members.map(ref.enterprise),
      ref.person(head),
      ref.person(child),
      ref.phone(phone),
      ref.address(site.text),
    ],
  });
}

/** Firms that change from Shekou to Gaolan in the month of the gang's move, with nothing in common with it. */
export function honestMovers(world: World, moved: number): void {
  const rng = world.random('movers');
  const place = placeNamed('珠海市');
  const food = industryNamed('食品进口');
  const members = Array.from({ length: 3 }, (_, i) =>
    newEnterprise(world, rng, {
      place,
      industry: food,
      founded: world.firstDay - 1_500 - i * 200,
      customsDay: world.firstDay - 1_400 - i * 200,
      status: '存续',
      formerName: null,
    }),
  );
  honestCampaigns(world, rng, members, ['5304'], food, 0.15, world.firstDay, moved);
  honestCampaigns(world, rng, members, ['5720'], food, 0.15, moved, world.lastDay);
  world.answers.lookAlikes.push({
    of: 'drift',
    zh: '同期由蛇口改报高栏的正常企业',
    en: 'honest firms that moved from Shekou to Gaolan at the same time',
    members: members.map(ref.enterprise),
  });
}

function honestCampaigns(
  world: World,
  rng: Random,
  members: readonly Enterprise[],
  offices: readonly string[],
  industry: Industry,
  rate: number,
  from = world.firstDay,
  to = world.lastDay,
): void {
  for (const trader of members) {
    const broker = rng.pick(world.brokers);
    world.planned.push({
      trader,
      from,
      to,
      rate,
      imports: industry.imports,
      lines: industry.lines,
      partners: [rng.pick(world.overseas), rng.pick(world.overseas)],
      offices,
      brokers: [broker],
      filers: [rng.pick(world.filers.get(broker.no) ?? [])],
      carriers: [rng.pick(world.carriers)],
      trucks: [],
      containers: [],
      priceFactor: 1,
      inspected: 0.05,
      wrong: 0,
    });
  }
}
