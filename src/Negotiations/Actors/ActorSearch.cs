namespace Negotiations.Actors;

/// <summary>Actors by what is typed of a code or name.</summary>
public static class ActorSearch
{
    /// <summary>Those of which a code or name begins with the words, or that the words name; by code. All, for no
    /// words. What is merged into another is not listed.</summary>
    public static IEnumerable<KnownActor> Of(ActorRegistry registry, string? words)
    {
        var standing = registry.All.Where(each => each.MergedInto is null);
        if (string.IsNullOrWhiteSpace(words))
            return standing;

        var key = ActorNameKey.Of(words);
        var named = registry.Meant(words, year: null).Select(each => each.Code).ToHashSet();
        return standing.Where(each =>
            named.Contains(each.Code)
            || (
                key.Length > 0
                && each.AllNames()
                    .Prepend(each.Code)
                    .Any(name => ActorNameKey.Of(name).StartsWith(key, StringComparison.Ordinal))
            )
        );
    }
}
