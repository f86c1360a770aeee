using Negotiations.Values;

namespace Negotiations.Actors;

/// <summary>Codes of actors by everything that names them.</summary>
internal sealed class ActorIndex
{
    private static readonly string[] BareSchemes = ["alpha2", "wikidata", "former-code"];

    private static readonly string[] NumberSchemes = ["gw", "cow"];

    private readonly Dictionary<string, List<string>> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> byShortCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> byCodeElsewhere = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Code, ActorIdentifier Id)>> byScheme = new(
        StringComparer.OrdinalIgnoreCase
    );

    public ActorIndex(IEnumerable<KnownActor> actors)
    {
        foreach (var actor in actors)
        {
            Add(byCode, ActorNameKey.Of(actor.Code), actor.Code);
            foreach (var name in actor.AllNames())
                Add(byName, ActorNameKey.Of(name), actor.Code);

            foreach (var id in actor.Ids ?? [])
                AddId(actor, id);
        }
    }

    /// <summary>A code that events store goes before everything else. A short code of a state means it only where
    /// nothing else is written so: AU is Australia's and the African Union's, and 703 is Slovakia's ISO number and
    /// Kyrgyzstan's Gleditsch-Ward number.</summary>
    public IReadOnlyList<string> Find(string text, int? year)
    {
        if (FindNumber(text, year) is { Count: > 0 } numbered)
            return numbered;

        // "GW:" is a scheme without its number, and not Guinea-Bissau's two letters.
        var key = ActorNameKey.Of(text);
        var isCode = !text.Contains(':', StringComparison.Ordinal);
        if (isCode && byCode.TryGetValue(key, out var coded))
            return coded;

        if (!isCode || !byShortCode.TryGetValue(key, out var shortened))
            return byName.GetValueOrDefault(key) ?? Turned(text) ?? [];

        var others = byName.GetValueOrDefault(key) ?? [];
        return [.. shortened.Concat(others).Concat(Numbered(key, year)).Distinct()];
    }

    /// <summary>The codes of those who would no longer be meant alone if one more actor had an identifier.</summary>
    public IEnumerable<string> HoldersOf(ActorIdentifier id)
    {
        var same = SchemeOf($"{id.Scheme}:{id.Id}") is { } scheme ? byScheme.GetValueOrDefault(scheme) ?? [] : [];
        var mayShare = id.IsDated && NumberSchemes.Contains(id.Scheme);
        var holders = same.Where(each => !mayShare || each.Id.Meets(id)).Select(each => each.Code);
        return IsBare(id.Scheme) ? holders.Concat(Find(id.Id, year: null)) : holders;
    }

    /// <summary>The codes of those who bear a text as their code in a collection: GER is Germany to the Olympic
    /// Committee. It finds no one without its scheme, since other collections mean others by it.</summary>
    public IReadOnlyList<string> FindElsewhere(string text) =>
        byCodeElsewhere.GetValueOrDefault(ActorNameKey.Of(text)) ?? [];

    private void AddId(KnownActor actor, ActorIdentifier id)
    {
        AddScheme($"{id.Scheme}:{id.Id}", actor.Code, id);
        if (id.Scheme is "alpha2" or "numeric")
            AddScheme($"iso:{id.Id}", actor.Code, id);

        // The numeric codes of former states are not bare: the same three digits are often a state's Gleditsch-Ward
        // number.
        if (IsBare(id.Scheme) && !(id.Scheme == "numeric" && actor.Until is not null))
            Add(byShortCode, ActorNameKey.Of(id.Id), actor.Code);

        if (!IsBare(id.Scheme) && id.Id.Any(char.IsLetter))
            Add(byCodeElsewhere, ActorNameKey.Of(id.Id), actor.Code);
    }

    private IEnumerable<string> Numbered(string key, int? year) =>
        key.All(char.IsAsciiDigit) ? NumberSchemes.SelectMany(scheme => FindNumber($"{scheme}:{key}", year) ?? []) : [];

    private List<string>? FindNumber(string text, int? year)
    {
        return SchemeOf(text) is { } scheme && byScheme.TryGetValue(scheme, out var holders)
            ? [.. Of(holders, year).Distinct()]
            : null;
    }

    private static string? SchemeOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : $"{text.AsSpan(0, colon).Trim()}:{text.AsSpan(colon + 1).Trim()}";
    }

    // Asked for without its scheme, too.
    private static bool IsBare(string scheme) => scheme == "numeric" || BareSchemes.Contains(scheme);

    // A number goes on meaning the state of today where it has no years; where it has them, it meant another then.
    private static IEnumerable<string> Of(List<(string Code, ActorIdentifier Id)> holders, int? year)
    {
        if (year is not { } then)
            return Codes(holders.Where(each => each.Id.Until is null)) is { Count: > 0 } today ? today : Codes(holders);

        var dated = holders.Where(each => each.Id.IsDated).ToList();
        if (Codes(dated.Where(each => each.Id.CanMean(then, isLastYearIn: false))) is { Count: > 0 } exact)
            return exact;

        return Codes(dated.Where(each => each.Id.CanMean(then, isLastYearIn: true))) is { Count: > 0 } last
            ? last
            : Codes(holders.Where(each => !each.Id.IsDated));
    }

    // "Korea, Republic of" is "Republic of Korea" as indexes write it, and "Iran (Islamic Republic of)" is written so
    // by the United Nations. "Cambodia (Kampuchea)" is one state by two names, as datasets write it.
    private List<string>? Turned(string text) =>
        text.Trim().TrimEnd(')').Split([',', '(']) is not [var last, var first] ? null
        : byName.GetValueOrDefault(ActorNameKey.Of($"{first.Trim()} {last}")) is { } turned ? turned
        : Named(last).Intersect(Named(first)).ToList() is { Count: > 0 } both ? both
        : null;

    private List<string> Named(string text) => byName.GetValueOrDefault(ActorNameKey.Of(text)) ?? [];

    private static List<string> Codes(IEnumerable<(string Code, ActorIdentifier Id)> holders) =>
        [.. holders.Select(each => each.Code)];

    private void AddScheme(string name, string code, ActorIdentifier id)
    {
        if (!byScheme.TryGetValue(name, out var holders))
            byScheme.Add(name, holders = []);

        holders.Add((code, id));
    }

    private static void Add(Dictionary<string, List<string>> names, string key, string code)
    {
        if (key.Length == 0)
            return;

        if (!names.TryGetValue(key, out var codes))
            names.Add(key, codes = []);

        if (!codes.Contains(code))
            codes.Add(code);
    }
}
