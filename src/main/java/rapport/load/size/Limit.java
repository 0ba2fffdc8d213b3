package rapport.load.size;

/**
 * Something that gives out.
 *
 * @param pods how many it asks for, not yet rounded
 * @param remedy what helps besides more pods
 * @param isSetting whether a setting holds it, which may be raised, and no resource
 */
record Limit(String what, double pods, String remedy, boolean isSetting) {}
