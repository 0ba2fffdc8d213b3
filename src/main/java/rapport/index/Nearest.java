package rapport.index;

/** The greatest of many values, and whose they are. A heap with the least of them on top. */
final class Nearest {
  private final int[] slots;
  private final float[] values;
  private int size;

  Nearest(int most) {
    this.slots = new int[most];
    this.values = new float[most];
  }

  int size() {
    return size;
  }

  int slot(int i) {
    return slots[i];
  }

  float value(int i) {
    return values[i];
  }

  void offer(int slot, float value) {
    if (size < slots.length) {
      rise(size++, slot, value);
    } else if (size > 0 && value > values[0]) {
      sink(slot, value);
    }
  }

  private void rise(int at, int slot, float value) {
    int child = at;
    while (child > 0 && values[(child - 1) / 2] > value) {
      put(child, (child - 1) / 2);
      child = (child - 1) / 2;
    }
    slots[child] = slot;
    values[child] = value;
  }

  private void sink(int slot, float value) {
    int parent = 0;
    for (int child = 1; child < size; child = 2 * parent + 1) {
      if (child + 1 < size && values[child + 1] < values[child]) {
        child++;
      }
      if (values[child] >= value) {
        break;
      }
      put(parent, child);
      parent = child;
    }
    slots[parent] = slot;
    values[parent] = value;
  }

  private void put(int to, int from) {
    slots[to] = slots[from];
    values[to] = values[from];
  }
}
