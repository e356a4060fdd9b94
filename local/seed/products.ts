/** A product of the demo shop: bilingual name, price in minor units of the shop's currency. */
export interface SeedProduct {
  sku: string;
  zh: string;
  en: string;
  category: string;
  price: number;
  /** What it cost before, where it is reduced. */
  listPrice?: number;
  brand: string;
  emoji: string;
}

type Row = [sku: string, zh: string, en: string, price: number, emoji: string, listPrice?: number];

const range = (category: string, brand: string, rows: Row[]): SeedProduct[] =>
  rows.map(([sku, zh, en, price, emoji, listPrice]) => ({ sku, zh, en, price, emoji, listPrice, category, brand }));

/** Everything the demo shop sells. */
export const PRODUCTS: readonly SeedProduct[] = [
  ...range('tea', '云雾 Cloudpeak', [
    ['TEA-LONGJING', '明前龙井 100 克', 'Longjing green tea, 100 g', 12_800, '🍵'],
    ['TEA-DAHONGPAO', '大红袍乌龙 80 克', 'Da Hong Pao oolong, 80 g', 15_600, '🍵'],
    ['TEA-PUER', '熟普洱茶饼 357 克', 'Ripe pu-erh cake, 357 g', 19_800, '🫖', 23_800],
    ['TEA-JASMINE', '茉莉花茶 50 克', 'Jasmine tea, 50 g', 4_900, '🌼'],
    ['TEA-DIANHONG', '滇红 100 克', 'Dian Hong black tea, 100 g', 6_800, '🍂'],
  ]),
  ...range('ceramics', '青窑 Qingyao', [
    ['CUP-CELADON', '青瓷茶杯', 'Celadon tea cup', 4_500, '🥛'],
    ['POT-ZISHA', '紫砂小壶', 'Zisha clay teapot', 32_800, '🫖'],
    ['BOWL-RICE', '青花饭碗 四只装', 'Blue-and-white rice bowls, set of 4', 9_600, '🥣'],
    ['PLATE-GLAZE', '窑变釉餐盘', 'Kiln-glazed dinner plate', 7_200, '🍽️'],
    ['VASE-WHITE', '白瓷花瓶', 'White porcelain vase', 16_800, '🏺'],
  ]),
  ...range('home', '木石 Mushi', [
    ['HOME-TRAY', '胡桃木茶盘', 'Walnut tea tray', 26_800, '🪵'],
    ['HOME-LAMP', '纸艺小夜灯', 'Paper night lamp', 13_900, '🏮'],
    ['HOME-TOWEL', '华夫格毛巾 两条', 'Waffle towels, pair', 5_900, '🧺'],
    ['HOME-CANDLE', '桂花香薰蜡烛', 'Osmanthus scented candle', 8_800, '🕯️', 10_800],
    ['HOME-BASKET', '手编竹篮', 'Hand-woven bamboo basket', 7_600, '🧺'],
  ]),
  ...range('snacks', '小满 Xiaoman', [
    ['SNACK-WALNUT', '琥珀核桃 200 克', 'Candied walnuts, 200 g', 3_600, '🌰'],
    ['SNACK-MOONCAKE', '流心月饼 六枚', 'Custard mooncakes, box of 6', 11_800, '🥮'],
    ['SNACK-NOUGAT', '海盐牛轧糖', 'Sea-salt nougat', 2_900, '🍬'],
    ['SNACK-SEAWEED', '夹心海苔', 'Seaweed crisps', 1_990, '🍙'],
    ['SNACK-MANGO', '芒果干 120 克', 'Dried mango, 120 g', 2_490, '🥭'],
  ]),
  ...range('stationery', '素笺 Sujian', [
    ['PEN-BRASS', '黄铜钢笔', 'Brass fountain pen', 18_800, '🖋️'],
    ['BOOK-LINEN', '布面笔记本 A5', 'Linen notebook, A5', 5_600, '📓'],
    ['INK-SOOT', '松烟墨水 30 毫升', 'Pine-soot ink, 30 ml', 6_400, '🖌️'],
    ['CARD-SEASONS', '二十四节气明信片', 'Postcards of the 24 solar terms', 2_800, '💌'],
  ]),
];

/** Where goods lie besides `main`, which every shop has. */
export const STORE = {
  locationId: 'store-jingan',
  kind: 'store' as const,
  name: '静安店 Jing’an store',
  region: 'CN-SH',
  capabilities: ['pickup' as const, 'return' as const],
};

/** Pieces of each product at each place. */
export const PIECES: Readonly<Record<string, number>> = { main: 120, [STORE.locationId]: 15 };
