import { render } from 'preact';
import '../../ui/base.css';
import '../../ui/parts.css';
import './style.css';
import './tables.css';
import './promotions.css';
import { App } from './app.tsx';
import { followPlatform } from './live.ts';

const place = document.getElementById('app');
if (place) {
  followPlatform();
  render(<App />, place);
}
