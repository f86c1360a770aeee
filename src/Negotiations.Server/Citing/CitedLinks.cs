using Negotiations.Server.Http;

namespace Negotiations.Server.Citing;

/// <summary>
/// What a status says of itself in headers, for programs that keep references: the address to cite it by (RFC 8574),
/// and where its provenance is shown (PROV-AQ).
/// </summary>
internal static class CitedLinks
{
    private const string HasProvenance = "http://www.w3.org/ns/prov#has_provenance";

    /// <param name="permalink">Of this status: path and query.</param>
    /// <param name="isNow">Asked without clocks: that address is the canonical one. A view on other clocks is itself
    /// only at its permalink.</param>
    public static void Add(HttpContext context, string permalink, bool isNow)
    {
        var address = context.Request.PathBase + permalink;
        var at = address.IndexOf('?', StringComparison.Ordinal);

        Links.Add(context, isNow ? address[..at] : address, "canonical");
        Links.Add(context, address, "cite-as");
        Links.Add(context, $"{address[..at]}/provenance{address[at..]}", HasProvenance);
    }
}
