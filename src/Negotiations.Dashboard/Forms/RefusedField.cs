using Negotiations.Dashboard.Languages;
using Negotiations.Record;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Forms;

/// <summary>Refusals of the record as a form says them.</summary>
internal static class RefusedField
{
    /// <param name="field">Its name in the form; empty: the whole of it.</param>
    /// <param name="refusal">Of what was typed there.</param>
    /// <param name="words">Of the reader's language.</param>
    public static FieldFault Of(string field, Refusal refusal, Words words) =>
        refusal.Type is "missing-member" or "reason-missing"
            ? new FieldFault(field, words["write.missing"], IsInReadersWords: true)
            : new FieldFault(field, Remedies.OnPages(refusal.Detail));
}
