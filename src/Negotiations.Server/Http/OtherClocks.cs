using Negotiations.Server.Status;

namespace Negotiations.Server.Http;

/// <summary>A clock that a route does not take, or one that is misspelt, is refused: an answer about now must not pass for an answer about then.</summary>
internal static class OtherClocks
{
    /// <param name="taken">The parameters of the route. One that takes a basis reads every clock, and speaks for itself.</param>
    public static RouteHandlerBuilder RefusesOtherClocks(this RouteHandlerBuilder route, IEnumerable<QueryParameter> taken)
    {
        var names = taken.Select(each => each.Name).ToArray();
        string[] others = names.Contains("basis") ? [] : [.. ClocksQuery.Names.Except(names)];
        return route.AddEndpointFilter((invocation, next) =>
            Find(invocation.HttpContext.Request.Query, others) is var (name, detail) ? ValueTask.FromResult<object?>(Problem.BadParameter(name, detail)) : next(invocation));
    }

    private static (string Name, string Detail)? Find(IQueryCollection query, string[] others)
    {
        foreach (var name in query.Keys)
        {
            var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            if (Array.Find(ClocksQuery.Names, clock => clock.Equals(plain, StringComparison.OrdinalIgnoreCase)) is not { } meant)
                continue;

            if (plain.Length != name.Length)
                return (name, $"{Record.Slug.Clip(name)} is not known. Write {meant}.");

            if (others.Contains(meant))
                return (meant, $"{meant} is not taken here: without it the answer would be about something else than was asked. Status and history take every clock.");
        }

        return null;
    }
}
