using System.Text.Json;
using Negotiations.Json;

namespace Negotiations.Actors;

/// <summary>The actors that ship with the program: see <c>Data/NOTICE.md</c> for where they come from.</summary>
internal static class ActorCatalogue
{
    private const string Resource = "Negotiations.Actors.json";

    public static IReadOnlyList<KnownActor> Read()
    {
        using var stream = typeof(ActorCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<IReadOnlyList<KnownActor>>(stream, EventJson.Options)!;
    }
}
