using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Happenings of the days just passed, among which one that may be the same as another is looked for.
/// </summary>
/// <remarks>
/// Rows of one collection with ids of their own are never alike, nor are reports that name their happenings by slugs:
/// thousands of them on the same days are not held against each other. Nor are reports of different places, but for
/// those of two collections, which name places in their own ways.
/// </remarks>
internal sealed class HappeningWindow
{
    // No scheme has this name: no text holds it.
    private const string None = "\0";

    private readonly List<Bucket> buckets = new(1);
    private Dictionary<ExternalId, List<(int Place, EffectiveEvent Event)>>? byId;
    private DateOnly day;
    private DateOnly end;
    private int next;

    /// <summary>The least number of happenings that these reports can be of.</summary>
    /// <param name="reports">In the order of the world.</param>
    public static int LeastCount(IEnumerable<EffectiveEvent> reports)
    {
        // Those of which no two may be one are certainly several.
        var window = new HappeningWindow();
        var count = 0;
        foreach (var each in reports)
        {
            if (window.FirstAlike(each) is not null)
                continue;

            window.Add(each);
            count++;
        }

        return count;
    }

    /// <summary>
    /// The first that may be the same; null: none may. Reports are asked for in the order of the world.
    /// </summary>
    public EffectiveEvent? FirstAlike(EffectiveEvent each)
    {
        if (each.Fact.Unenumerated == true || !Duplicates.IsNarrow(each.Occurred))
            return null;

        var first = each.Occurred.Earliest!.Value;
        Forget(first);
        if (end < first)
            return null;

        var id = IdOf(each);
        (int Place, EffectiveEvent Event)? found = null;
        var named = Duplicates.SlugOf(each.Fact) is not null;
        var where = each.Fact.Place?.Name;
        foreach (var bucket in buckets)
        {
            var areOfTwo = id is not null && bucket.Scheme != None;
            if (areOfTwo ? bucket.Scheme == id!.Scheme : named && bucket.HasSlug)
                continue;

            if (areOfTwo || where is null || bucket.ByPlace is null)
            {
                Look(bucket.All);
                continue;
            }

            if (bucket.ByPlace.TryGetValue(where, out var there))
                Look(there);
            if (bucket.ByPlace.TryGetValue(None, out var anywhere))
                Look(anywhere);
        }

        if (id is not null && byId?.TryGetValue(id, out var same) == true)
            Look(same);

        return found?.Event;

        void Look(List<(int Place, EffectiveEvent Event)> places)
        {
            foreach (var place in places)
            {
                if (place.Place > found?.Place)
                    break;

                if (!Duplicates.MayBeOne(place.Event, each))
                    continue;

                found = place;
                break;
            }
        }
    }

    public void Add(EffectiveEvent each)
    {
        if (each.Fact.Unenumerated == true || !Duplicates.IsNarrow(each.Occurred))
            return;

        var last = each.Occurred.Latest!.Value;
        end = last > end ? last : end;
        var id = IdOf(each);
        BucketOf(id?.Scheme ?? None, Duplicates.SlugOf(each.Fact) is not null).Add((next, each));
        if (id is not null)
            Note(byId ??= [], id, (next, each));

        next++;
    }

    private Bucket BucketOf(string scheme, bool hasSlug)
    {
        foreach (var bucket in buckets)
            if (bucket.HasSlug == hasSlug && bucket.Scheme == scheme)
                return bucket;

        var added = new Bucket(scheme, hasSlug);
        buckets.Add(added);
        return added;
    }

    // What ended before this day meets none of those to come.
    private void Forget(DateOnly today)
    {
        if (today == day)
            return;

        day = today;
        foreach (var bucket in buckets)
            if (end < today)
                bucket.Clear();
            else
                bucket.Forget(today);

        if (byId is not { Count: > 0 })
            return;

        byId.Clear();
        foreach (var place in buckets.SelectMany(bucket => bucket.All))
            if (IdOf(place.Event) is { } id)
                Note(byId, id, place);
    }

    private static ExternalId? IdOf(EffectiveEvent each) => each.Fact.ExternalIds is [var first, ..] ? first : null;

    private static void Note<T>(Dictionary<T, List<(int, EffectiveEvent)>> places, T key, (int, EffectiveEvent) place)
        where T : notnull
    {
        if (!places.TryGetValue(key, out var known))
            places.Add(key, known = []);

        known.Add(place);
    }

    private sealed class Bucket(string scheme, bool hasSlug)
    {
        // Up to so many a look along all is cheaper than to know them by place.
        private const int Few = 8;

        public string Scheme => scheme;

        public bool HasSlug => hasSlug;

        public List<(int Place, EffectiveEvent Event)> All { get; } = new(1);

        /// <summary>Null while they are few.</summary>
        public Dictionary<string, List<(int Place, EffectiveEvent Event)>>? ByPlace { get; private set; }

        public void Add((int Place, EffectiveEvent Event) report)
        {
            All.Add(report);
            if (ByPlace is not null)
                NotePlace(report);
            else if (All.Count > Few)
                NotePlaces();
        }

        public void Clear()
        {
            All.Clear();
            ByPlace = null;
        }

        public void Forget(DateOnly today)
        {
            var left = 0;
            for (var i = 0; i < All.Count; i++)
                if (!(All[i].Event.Occurred.Latest < today))
                    All[left++] = All[i];

            if (left == All.Count)
                return;

            All.RemoveRange(left, All.Count - left);
            if (All.Count <= Few)
                ByPlace = null;
            else if (ByPlace is not null)
                ForgetPlaces(today);
        }

        private void NotePlaces()
        {
            ByPlace = new(StringComparer.OrdinalIgnoreCase);
            foreach (var each in All)
                NotePlace(each);
        }

        private void NotePlace((int Place, EffectiveEvent Event) report) =>
            Note(ByPlace!, report.Event.Fact.Place?.Name ?? None, report);

        private void ForgetPlaces(DateOnly today)
        {
            foreach (var (place, there) in ByPlace!)
                if (there.RemoveAll(each => each.Event.Occurred.Latest < today) > 0 && there.Count == 0)
                    ByPlace.Remove(place);
        }
    }
}
