using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>What does not fit together in the sources. It is shown as it is: an anomaly of the sources is not an error
/// of this program.</summary>
internal static class Anomalies
{
    public static IRenderable? Of(JsonElement answer)
    {
        List<IRenderable> lines =
        [
            .. answer
                .Items("anomalies")
                .Select(anomaly => Tables.Warning($"  {anomaly.Text("code")}: {anomaly.Text("text")}")),
        ];
        return lines.Count == 0 ? null : Tables.Stack([Text.Empty, Tables.Heading("Does not fit together"), .. lines]);
    }
}
