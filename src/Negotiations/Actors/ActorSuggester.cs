using System.Numerics;
using Negotiations.Search;

namespace Negotiations.Actors;

/// <summary>What may have been meant by a text that names no actor, or several.</summary>
internal sealed class ActorSuggester
{
    private const int Most = 3;

    // In places of an alphabet: above any distance that is measured.
    private const double None = 100;

    private static readonly string[] Schemes = ["gw", "cow", "iso"];

    private readonly ActorRegistry registry;
    private readonly Candidate[] candidates;

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
    }

    public IReadOnlyList<ActorSuggestion> Suggest(string text)
    {
        var key = ActorNameKey.Of(text);
        if (key.Length == 0)
            return [];

        if (Shared(text) is { Count: > 0 } shared)
            return shared;

        var written = Candidate.Of(null, text, key);
        return
        [
            .. candidates
                .Select(each => (Candidate: each, Distance: DistanceOf(each, written)))
                .Concat(ByCode(key))
                .Where(each => each.Distance < None)
                .OrderBy(each => each.Distance)
                .ThenBy(each => each.Candidate.Actor!.Until is not null)
                .ThenBy(each => each.Candidate.Actor!.Kind)
                .ThenByDescending(each => SameStart(each.Candidate.Key, key))
                .ThenBy(each => each.Candidate.Actor!.Code, StringComparer.Ordinal)
                .DistinctBy(each => registry.Standing(each.Candidate.Actor!).Code)
                .Take(Most)
                .Select(each => new ActorSuggestion(
                    registry.Standing(each.Candidate.Actor!).Code, each.Candidate.Name)),
        ];
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

        return [.. meant.Take(Most).Select(each => new ActorSuggestion(each.Code, each.NameIn("en")))];
    }

    private IEnumerable<(Candidate Candidate, double Distance)> ByCode(string key) =>
        from actor in registry.All
        let code = ActorNameKey.Of(actor.Code)
        let distance = EditDistance.Of(key, code, 1)
        where distance <= 1 && code.Length >= 3
        select (Candidate.Of(actor, actor.NameIn("en"), code), distance + 0.75);

    private static double DistanceOf(Candidate candidate, Candidate written)
    {
        var key = written.Key;
        var allowed = key.Length switch { <= 3 => 1, <= 8 => 2, _ => 3 };
        var distance = Letters.Distance(written.Letters, candidate.Letters, allowed);
        if (distance <= 1)
            return distance;

        // Another romanisation or script comes after one wrong letter, and before two.
        var sounded = written.Sound.Text.Length >= 4
            ? Letters.Distance(written.Sound, candidate.Sound, allowed - 1)
            : int.MaxValue;
        if (sounded < allowed)
            return Math.Min(distance, sounded + 1.25);

        if (distance <= allowed)
            return distance;

        return IsPart(candidate.Key, key) ? allowed + 1 : None;
    }

    // "Kyrgyz" begins Kyrgyzstan; "the government of Kyrgyzstan" holds it.
    private static bool IsPart(string name, string key) =>
        (key.Length >= 4 && name.StartsWith(key, StringComparison.Ordinal))
        || (name.Length >= 5 && key.Contains(name, StringComparison.Ordinal));

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

        public static int Distance(Letters one, Letters other, int most) =>
            BitOperations.PopCount(one.Bits ^ other.Bits) > 2 * most
                ? int.MaxValue
                : EditDistance.Of(one.Text, other.Text, most);
    }
}
