using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Dashboard;

/// <summary>What a page would load from another host or send to it. That it names its own whole address loads nothing.
/// </summary>
internal static partial class ForeignLoads
{
    [GeneratedRegex(
        "<(script|link(?! rel=\"(canonical|alternate)\")|img|form|iframe|use|image)[^>]+"
            + "(src|href|action)=\"(https?:)?//"
    )]
    public static partial Regex Pattern();
}
