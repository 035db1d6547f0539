import { beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '#models/own-network/limits';
import { type NamedFile, readDescription, readWeights, weightsWanted } from '#models/own-network/read';
import { checkTopology } from '#models/own-network/topology';
import { asBlobs, type KerasKind, kerasNetwork } from '../../../../scripts/fixtures/keras-networks.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

beforeAll(() => startTensorflow('cpu'));

const file = (name: string, ...parts: BlobPart[]): NamedFile => ({ name, data: new Blob(parts) });
const described = (kind: KerasKind) => readDescription(asBlobs(kerasNetwork(kind)));
// biome-ignore lint/suspicious/noExplicitAny: the JSON is changed in all sorts of places
type AnyJson = any;

/** model.json with something changed. */
const changed = (change: (json: AnyJson) => void): NamedFile[] => {
  const { json } = kerasNetwork('mobile');
  change(json);
  return [file('model.json', JSON.stringify(json))];
};

describe('files that are no LayersModel are told apart', () => {
  it.each([
    ['model.h5', '\x89HDF\r\n\x1a\n', 'Keras model in HDF5'],
    ['renamed.bin', '\x89HDF\r\n\x1a\n', 'Keras model in HDF5'],
    ['model.keras', 'PK\x03\x04....metadata.json', '.keras archive'],
    ['model.zip', 'PK\x03\x04....', 'Unpack it'],
    ['model.pt', 'PK\x03\x04....archive/data.pkl', 'PyTorch'],
    ['model.onnx', '\x08\x07\x12\x07pytorch', 'ONNX'],
    ['saved_model.pb', '\x08\x01\x12\x05', 'SavedModel'],
    ['model.tflite', '\x1c\x00\x00\x00TFL3', 'TensorFlow Lite'],
    ['model.safetensors', '\x40\x00\x00\x00\x00\x00\x00\x00{"a":', 'safetensors'],
    ['group1-shard1of1.bin', '\x12\x34', 'model.json is missing'],
    ['photo.jpg', '\xff\xd8\xff', 'is no network that this page knows'],
  ])('%s', async (name, head, words) => {
    const bytes = Uint8Array.from(head, (letter) => letter.charCodeAt(0));
    await expect(readDescription([file(name, bytes)])).rejects.toThrow(words);
  });

  it.each([
    ['{', 'is no JSON'],
    ['<!doctype html>', 'is a web page'],
    ['[1]', 'does not describe a network'],
    ['{"format":"graph-model","modelTopology":{"node":[]}}', 'graph model'],
    ['{"modelTopology":{"node":[]},"weightsManifest":[]}', 'graph model'],
    ['{"class_name":"Sequential","config":[]}', 'without weights'],
    ['{"a":1}', 'no modelTopology'],
    ['{"modelTopology":{}}', 'names no weights'],
    ['{"modelTopology":{},"weightsManifest":[{"paths":[]}]}', 'list of weights can’t be read'],
  ])('%s', async (text, words) => {
    await expect(readDescription([file('model.json', text)])).rejects.toThrow(words);
  });
});

describe('weights', () => {
  it('are joined in the order of the manifest, whatever the order of the files', async () => {
    const files = kerasNetwork('plain', 3, 3);
    const blobs = asBlobs(files);
    const bytes = await readWeights(await readDescription(blobs), [...blobs].reverse());
    expect(Buffer.from(bytes)).toEqual(Buffer.concat(files.shards.map(({ data }) => data)));
  });

  it('that are missing are named', async () => {
    const blobs = asBlobs(kerasNetwork('plain'));
    const wanted = readWeights(await readDescription(blobs), blobs.slice(0, 2));
    await expect(wanted).rejects.toThrow('group1-shard2of2.bin is missing');
  });

  it('that are cut short are told', async () => {
    const files = kerasNetwork('plain');
    files.shards[1]!.data = files.shards[1]!.data.slice(0, 40);
    const blobs = asBlobs(files);
    await expect(readWeights(await readDescription(blobs), blobs)).rejects.toThrow(
      'a .bin file is cut short',
    );
  });

  it('that are too many are refused before they are read', async () => {
    const description = await readDescription(
      changed((json) => {
        json.weightsManifest[0].weights[0].shape = [LIMITS.weightBytes / 4, 2];
      }),
    );
    expect(() => weightsWanted(description)).toThrow('400 MB; this page takes up to 200 MB');
  });
});

describe('topologies', () => {
  it('tell which pictures the network takes', async () => {
    expect(checkTopology(await described('plain'))).toEqual({ rows: 32, columns: 32, channels: 3 });
    expect(checkTopology(await described('flexible'))).toEqual({ rows: null, columns: null, channels: 3 });
    expect(checkTopology(await described('keras3'))).toEqual({ rows: 32, columns: 32, channels: 3 });
  });

  it('with layers that are not known name them', async () => {
    const description = await described('lambda');
    expect(() => checkTopology(description)).toThrow('does not know: Lambda (lambda). Python code');
  });

  it.each([
    [[null, 8, 8, 3], 'Here a side has 16 to 512'],
    [[null, 32, 64, 3], 'have to be square'],
    [[null, 32, 32, 4], 'takes 32 × 32 × 4 numbers, not pictures'],
    [[null, 100], 'takes 100 numbers, not pictures'],
  ])('of %j are refused', async (shape, words) => {
    const description = await readDescription(
      changed((json) => {
        json.modelTopology.model_config.config.layers[0].config.batch_input_shape = shape;
      }),
    );
    expect(() => checkTopology(description)).toThrow(words);
  });

  it('with channels first are refused', async () => {
    const description = await readDescription(
      changed((json) => {
        json.modelTopology.model_config.config.layers[2].config.data_format = 'channels_first';
      }),
    );
    expect(() => checkTopology(description)).toThrow('channels first');
  });
});
