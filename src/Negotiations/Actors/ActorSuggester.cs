using System.Numerics;
using Negotiations.Search;

namespace Negotiations.Actors;

/// <summary>What may have been meant by a text that names no actor, or several.</summary>
internal sealed class ActorSuggester
{
    private const int Most = 3;

    // In places of an alphabet: above any distance that is measured.
    private const double None = 100;

    // Of the words of a text that may be a name in it.
    private const int MostWords = 12;
    private const int MostWordsOfName = 4;
    private const int ShortestName = 4;

    private static readonly string[] Schemes = ["gw", "cow", "iso"];

    private readonly ActorRegistry registry;
    private readonly Candidate[] candidates;
    private readonly Candidate[] codes;

    public ActorSuggester(ActorRegistry registry)
    {
        this.registry = registry;
        candidates =
        [
            .. from actor in registry.All
            from name in actor.AllNames()
            let key = ActorNameKey.Of(name)
            where key.Length > 0
            select Candidate.Of(actor, name, key),
        ];
        codes =
        [
            .. from actor in registry.All
            let key = ActorNameKey.Of(actor.Code)
            where key.Length >= 3
            select Candidate.Of(actor, actor.NameIn("en"), key),
        ];
    }

    public IReadOnlyList<ActorSuggestion> Suggest(string text)
    {
        var key = ActorNameKey.Of(text);
        if (key.Length == 0)
            return [];

        if (Shared(text) is { Count: > 0 } shared)
            return shared;

        var written = Candidate.Of(null, text, key);
        var near = Near(written)
            .OrderBy(each => each.Distance)
            .ThenBy(each => each.Candidate.Actor!.Until is not null)
            .ThenBy(each => each.Candidate.Actor!.Kind)
            .ThenByDescending(each => SameStart(each.Candidate.Key, key))
            .ThenBy(each => each.Candidate.Actor!.Code, StringComparer.Ordinal)
            .Select(each => new ActorSuggestion(registry.Current(each.Candidate.Actor!).Code, each.Candidate.Name));
        return
        [
            .. Suggestions(registry.MeantElsewhere(text))
                .Concat(near)
                .Concat(Suggestions(NamedIn(text)))
                .DistinctBy(each => each.Code)
                .Take(Most),
        ];
    }

    private static IEnumerable<ActorSuggestion> Suggestions(IEnumerable<KnownActor> actors) =>
        actors.Select(each => new ActorSuggestion(each.Code, each.NameIn("en")));

    // "Government of Iran" and "Iran / Oman" hold names; the longest of those that begin at a word.
    private IEnumerable<KnownActor> NamedIn(string text)
    {
        var words = text.Split([' ', ',', '(', ')', '/', ';', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < Math.Min(words.Length, MostWords); first++)
        for (var count = Math.Min(MostWordsOfName, words.Length - first); count > 0; count--)
        {
            var name = string.Join(' ', words, first, count);
            if (name.Length < ShortestName || registry.Meant(name, year: null) is not { Count: > 0 } meant)
                continue;

            foreach (var each in meant)
                yield return each;

            first += count - 1;
            break;
        }
    }

    // A name that several share, or a number without its scheme.
    private List<ActorSuggestion> Shared(string text)
    {
        var meant = registry.Meant(text, year: null);
        if (meant.Count == 0 && text.Trim().All(char.IsAsciiDigit))
            meant =
            [
                .. Schemes
                    .SelectMany(scheme => registry.Meant($"{scheme}:{text.Trim()}", year: null))
                    .DistinctBy(each => each.Code),
            ];

        return [.. Suggestions(meant).Take(Most)];
    }

    private List<(Candidate Candidate, double Distance)> Near(Candidate written)
    {
        List<(Candidate, double)> near = [];
        foreach (var each in candidates)
            if (DistanceOf(each, written) is < None and var distance)
                near.Add((each, distance));

        // A code with one letter wrong comes after a name with one letter wrong.
        foreach (var each in codes)
            if (Letters.Distance(written.Letters, each.Letters, 1) is <= 1 and var distance)
                near.Add((each, distance + 0.75));

        return near;
    }

    private static double DistanceOf(Candidate candidate, Candidate written)
    {
        var key = written.Key;
        var allowed = key.Length switch
        {
            <= 3 => 1,
            <= 8 => 2,
            _ => 3,
        };
        var distance = Letters.Distance(written.Letters, candidate.Letters, allowed);
        if (distance <= 1)
            return distance;

        // Another romanisation or script comes after one wrong letter, and before two.
        var sounded =
            written.Sound.Text.Length >= 4
                ? Letters.Distance(written.Sound, candidate.Sound, allowed - 1)
                : int.MaxValue;
        if (sounded < allowed)
            return Math.Min(distance, sounded + 1.25);

        if (distance <= allowed)
            return distance;

        return IsPart(candidate.Letters, written.Letters) ? allowed + 1 : None;
    }

    // "Kyrgyz" begins Kyrgyzstan; "the government of Kyrgyzstan" holds it.
    private static bool IsPart(Letters name, Letters key) =>
        (key.Text.Length >= 4 && name.Holds(key) && name.Text.StartsWith(key.Text, StringComparison.Ordinal))
        || (name.Text.Length >= 5 && key.Holds(name) && key.Text.Contains(name.Text, StringComparison.Ordinal));

    private static int SameStart(string name, string key) => name.AsSpan().CommonPrefixLength(key);

    /// <param name="Actor">Null for the text that is looked for.</param>
    /// <param name="Name">As written.</param>
    /// <param name="Letters">Of its key.</param>
    /// <param name="Sound">Of its key in the common spelling of all scripts.</param>
    private sealed record Candidate(KnownActor? Actor, string Name, Letters Letters, Letters Sound)
    {
        public string Key => Letters.Text;

        public static Candidate Of(KnownActor? actor, string name, string key) =>
            new(actor, name, Letters.Of(key), Letters.Of(Latin.Fold(key)));
    }

    /// <summary>A text and which letters are in it, one bit each (some share one). An edit of one letter changes at
    /// most two bits, so most texts need no measuring.</summary>
    private readonly record struct Letters(string Text, ulong Bits)
    {
        public static Letters Of(string text) =>
            new(text, text.Aggregate(0UL, (bits, each) => bits | (1UL << (each % 64))));

        public bool Holds(Letters other) => (other.Bits & ~Bits) == 0 && other.Text.Length <= Text.Length;

        public static int Distance(Letters one, Letters other, int most) =>
            BitOperations.PopCount(one.Bits ^ other.Bits) > 2 * most
                ? int.MaxValue
                : EditDistance.Of(one.Text, other.Text, most);
    }
}
