import { describe, expect, it } from 'vitest';
import { viewOf } from '#site/embed-view';

const WIDGETS = ['tuning', 'unit-hunt'];

describe('viewOf', () => {
  it.each([
    [
      'https://a.example/lessons/x/?tuning.vary=yaw&tuning.hide=title&hide=x&unit-hunt.find=cat#tuning',
      { widget: 'tuning', query: 'tuning.vary=yaw' },
    ],
    ['https://a.example/?unit-hunt.find=cat', { widget: 'unit-hunt', query: 'unit-hunt.find=cat' }],
    ['https://a.example/#tuning', { widget: 'tuning', query: '' }],
    ['https://a.example/?other.find=cat#other', null],
    ['?tuning.vary=yaw#tuning', null],
    ['not a link', null],
    ['', null],
  ])('of %s', (link, view) => expect(viewOf(link, WIDGETS)).toEqual(view));
});
