// People of the fictional city 云汀市 with whom the demo can be tried; the sandbox's register knows them too.
const person = (name, idNumber, mobile, facts) => ({ name, idNumber, mobile, facts })

export const demoPeople = [
  person('林晓雨', '99010219900307002X', '19900000001', '职工医保'),
  person('赵大川', '990103197811200010', '19900000002', '货车、挂车、新能源货车'),
  person('王秀兰', '990102195105160044', '19900000003', '退休，居民医保'),
  person('阿依古丽·买买提', '990121199508220061', '19900000004', '持居住证'),
  person('陈一鸣', '990102200101010034', '19900000005', ''),
  person('周敏', '990103198506150058', '19900000006', ''),
  person('孙立国', '990102196909090074', '19900000007', ''),
]
