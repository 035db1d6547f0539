import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { lessonNumber } from '#site/lessons';
import { CARD, type CardWords, drawCard } from '../../layouts/social-card/draw-card.ts';

interface Props {
  words: CardWords;
  lesson?: string;
}

/** A card for every written lesson, and one for the course. */
export async function getStaticPaths() {
  const course = await getCollection('course');
  const line = new Map(course.map(({ id, data }) => [id, data.line]));
  const lessons = await getCollection('lessons');
  return [
    {
      params: { card: 'course' },
      props: {
        words: {
          above: 'An interactive course',
          title: 'What ConvNets Learn',
          below:
            'Ten lessons in which every figure is an experiment, on real networks that run in your browser.',
        },
      },
    },
    ...lessons.map(({ id, data }) => ({
      params: { card: id },
      props: {
        words: {
          above: `Lesson ${lessonNumber(id)}`,
          title: data.title,
          below: line.get(id) ?? data.description,
        },
        lesson: id,
      },
    })),
  ];
}

export const GET: APIRoute<Props> = async ({ props }) => {
  const picture = await drawCard(props.words, props.lesson);
  return new Response(new Uint8Array(picture), { headers: { 'Content-Type': CARD.type } });
};
