using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Values;

namespace Negotiations.Server.Importing;

/// <summary>The actors that a dataset numbers itself, as entries of the registry.</summary>
internal static class DatasetActors
{
    /// <summary>Each under the dataset's scheme: whether it is also a state or a body that is known is for people to
    /// say, by a merge.</summary>
    public static IReadOnlyList<ChangeActor> Registered(IEnumerable<DatasetActor> named, Release release) =>
        [
            .. named
                .OrderBy(each => each.Code, StringComparer.Ordinal)
                .Select(each => new ChangeActor(
                    each.Code,
                    new ActorRegistered
                    {
                        EventId = Guid.NewGuid(),
                        Kind = ActorKind.NonState,
                        Names = new Dictionary<string, string> { ["en"] = each.Name },
                        Ids = [new ActorIdentifier(each.Scheme, each.Id)],
                        Reason =
                            $"{(each.Id.All(char.IsAsciiDigit) ? "Numbered" : "Called")} {each.Id} by "
                            + each.Scheme.ToUpperInvariant(),
                        Sources = [release.ToSource($"{each.Scheme} actor {each.Id}")],
                    }
                )),
        ];
}
